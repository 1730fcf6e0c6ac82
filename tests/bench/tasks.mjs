// How long the tasks of a page work by themselves: the processor's time, so that what other programs of the machine
// take is not counted.

/** Watches the busiest page of this browser. */
export async function tasks(browser) {
  const session = await browser.browser().newBrowserCDPSession();
  let events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  return {
    begin: () => {
      events = [];
      return session.send("Tracing.start", { traceConfig: { includedCategories: ["toplevel", "__metadata"], excludedCategories: ["*"] } });
    },
    /** The longest since, in milliseconds. */
    longest: async () => {
      const ended = new Promise((done) => session.once("Tracing.tracingComplete", done));
      await session.send("Tracing.end");
      await ended;
      const where = ({ pid, tid }) => `${pid} ${tid}`;
      const pages = events.filter((one) => one.name === "thread_name" && one.args.name === "CrRendererMain");
      const threads = new Map(pages.map((one) => [where(one), { all: 0, longest: 0 }]));
      for (const one of events) {
        const thread = one.name.endsWith("RunTask") && threads.get(where(one));
        if (!thread) continue;
        thread.all += one.tdur ?? 0;
        thread.longest = Math.max(thread.longest, one.tdur ?? 0);
      }
      const busiest = [...threads.values()].sort((one, other) => other.all - one.all)[0];
      return (busiest?.longest ?? NaN) / 1000;
    },
  };
}
