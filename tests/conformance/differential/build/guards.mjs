import { burn, note } from '../run/stage.mjs';
import { pick } from './tree.mjs';

/** Makes guards of descriptions; named ones go into `implementations`. */
export class GuardBuilder {
  #builder;

  constructor(builder) {
    this.#builder = builder;
  }

  build(guard) {
    switch (guard?.test) {
      case undefined:
        return undefined;
      case 'missing':
        return 'missingGuard';
      case 'stateIn':
        return this.#stateIn(guard);
      case 'and':
      case 'or':
        return this.#named(guard, this.#combine(guard));
      case 'not':
        return this.#named(guard, this.#builder.dialect.not(this.build(guard.guard)));
      case 'payload':
        if (this.#builder.dialect.isJson) return this.#builder.dialect.hasPayload(guard.is);
        return this.#custom(guard);
      default:
        return this.#custom(guard);
    }
  }

  #combine({ test, guards }) {
    return this.#builder.dialect[test](guards.map((each) => this.build(each)));
  }

  #stateIn({ node, byId }) {
    const { nodes, dialect } = this.#builder;
    const chosen = pick(nodes, node);
    return dialect.stateIn(byId || !chosen.parent ? `#${chosen.id}` : stateValueOf(chosen));
  }

  #named({ style }, built) {
    if (style !== 'named' || this.#builder.dialect.isJson) return built;
    return this.#builder.implement('guards', built);
  }

  #custom(guard) {
    const label = this.#builder.nextLabel('guard');
    const test = ({ context, event }, params) => {
      burn();
      const passes = evaluate(guard, context, event);
      note('guard', label, context?.n, event, params, passes);
      return passes;
    };
    return this.#builder.inStyle('guards', label, guard.style, test);
  }
}

function evaluate(guard, context, event) {
  switch (guard.test) {
    case 'count':
      return (context.n ?? 0) % guard.modulus === 0;
    case 'payload':
      return event.n === guard.is;
    case 'constant':
      return guard.is;
    default:
      throw new Error('a guard failed');
  }
}

function stateValueOf(node) {
  return node.path.reduceRight(
    (below, key) => (below === undefined ? key : { [key]: below }),
    undefined,
  );
}
