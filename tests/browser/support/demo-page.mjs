const cardOf = (id) => `[data-actor="${id}"]`;

/** The web demo as a user sees it. */
export class DemoPage {
  constructor(page) {
    this.page = page;
  }

  /** Switches off the traffic, so that only the test does something. */
  async calm() {
    await this.page.locator('#traffic[aria-pressed="true"]').click();
  }

  async actorIds() {
    return this.page
      .locator('[data-actor]')
      .evaluateAll((cards) => cards.map((card) => card.dataset.actor));
  }

  async crash(id) {
    await this.page.locator(`${cardOf(id)} .crash`).click();
  }

  async startAgain(id) {
    await this.page.locator(`${cardOf(id)} .revive`).click();
  }

  async send(id, type) {
    await this.page.locator(`${cardOf(id)} .event`, { hasText: type }).click();
  }

  async choose(supervisor, label, value) {
    const controls = this.page.getByRole('group', { name: `Strategy of ${supervisor}` });
    await controls.getByLabel(label).selectOption(value);
  }

  /** Notes every phase of an actor from now on; the result returns them so far. */
  async watchPhases(id) {
    await this.page.locator(cardOf(id)).evaluate((card) => {
      const phases = [];
      window.seenPhases = phases;
      new MutationObserver(() => {
        if (phases.at(-1) !== card.dataset.phase) phases.push(card.dataset.phase);
      }).observe(card, { attributeFilter: ['data-phase'] });
    });
    return () => this.page.evaluate(() => window.seenPhases);
  }

  async counts(id) {
    const read = async (vital) =>
      Number(await this.page.locator(`${cardOf(id)} [data-vital="${vital}"]`).textContent());
    return { restarts: await read('restarts'), errors: await read('errors') };
  }

  /** Lists the types of an actor's entries in the timeline, oldest first. */
  async timeline(id) {
    const entries = this.page.locator(`.entries [data-who="${id}"]`);
    const types = await entries.evaluateAll((items) => items.map((item) => item.dataset.event));
    return types.reverse();
  }

  async waitForPhase(id, phase, { restarts } = {}) {
    if (restarts !== undefined) await this.waitForCount(id, 'restarts', restarts);
    await this.page.locator(`${cardOf(id)}[data-phase="${phase}"]`).waitFor();
  }

  async waitForCount(id, vital, count) {
    const value = this.page.locator(`${cardOf(id)} [data-vital="${vital}"]`);
    await value.and(this.page.getByText(String(count), { exact: true })).waitFor();
  }

  async waitForEntry(id, type) {
    await this.page.locator(`.entries [data-who="${id}"][data-event="${type}"]`).first().waitFor();
  }

  async waitForCircuit(id, state) {
    await this.page.locator(`[data-supervisor="${id}"][data-circuit="${state}"]`).waitFor();
  }

  async waitForState(id, pattern) {
    await this.page.locator(`${cardOf(id)} .state`, { hasText: pattern }).waitFor();
  }
}
