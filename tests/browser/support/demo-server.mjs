import { buildDemo, demoDir } from '../../../scripts/build-demo.mjs';
import { useStaticSite } from './static-site.mjs';

/** Before the tests of a file: builds the web demo if it is stale and serves it. */
export function useDemo() {
  return useStaticSite(async () => {
    await buildDemo();
    return demoDir;
  });
}
