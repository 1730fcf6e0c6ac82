import { expect, type Locator, type Page } from "@playwright/test";

/** The week grid of the agreement editor. */
export function grid(page: Page): Locator {
  return page.getByRole("grid", { name: "The windows of a week" });
}

/** What the grid said last. */
export function said(page: Page): Locator {
  return page.locator(".agreement-said");
}

/** The fields of a window, by its number. */
export function row(page: Page, number: number): Locator {
  return page.getByRole("group", { name: `Window ${number}`, exact: true });
}

/** Expects a window's fields: its days by their names, and its times. */
export async function expectWindow(page: Page, number: number, days: string[], opens: string, closes: string): Promise<void> {
  const window = row(page, number);
  // In a long list it may be folded.
  await window.evaluate((row) => row.setAttribute("open", ""));
  await expect(window.getByLabel("Opens")).toHaveValue(opens);
  await expect(window.getByLabel("Closes")).toHaveValue(closes);
  const on = window.getByRole("checkbox", { checked: true });
  await expect(on).toHaveCount(days.length);
  for (const day of days) await expect(window.getByRole("checkbox", { name: day })).toBeChecked();
}

/** The middle of a column at a time of day, on the screen. */
export async function at(page: Page, day: number, time: string): Promise<{ x: number; y: number }> {
  const [hour, minute] = time.split(":").map(Number);
  // Minutes are even along a row, whichever hours are shown.
  const cell = page.locator(`#week-cell-${day}-${Math.min(hour!, 23)}`);
  const box = (await cell.boundingBox())!;
  const into = (hour! === 24 ? 60 : minute!) / 60;
  return { x: box.x + box.width / 2, y: box.y + box.height * into };
}

/** Scrolls until the whole grid is in view. */
export async function show(page: Page): Promise<void> {
  await page.getByRole("grid").first().evaluate((grid) => grid.scrollIntoView({ block: "center" }));
}

/** Drags with the mouse from one place in the week to another. */
export async function drag(page: Page, from: [number, string], to: [number, string]): Promise<void> {
  await show(page);
  const start = await at(page, ...from);
  const end = await at(page, ...to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 3 });
  await page.mouse.up();
}

/** Resolves once the page has stopped scrolling. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        let [at, still] = [scrollY, 0];
        const look = () => {
          still = scrollY === at ? still + 1 : 0;
          at = scrollY;
          if (still > 12) done();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** A finger on the screen: down, along, up. */
export async function swipe(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [from]);
  const steps = 8;
  for (let step = 1; step <= steps; step += 1) {
    const along = (a: number, b: number) => a + ((b - a) * step) / steps;
    await touch("touchMove", [{ x: along(from.x, to.x), y: along(from.y, to.y) }]);
  }
  await touch("touchEnd", []);
  await session.detach();
}
