import { write } from "./support/letters.ts";
import { goTo } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("Exit leaves at once for a page that says nothing, and going back shows nothing of the letters", async ({ people, relay }) => {
  const { patient } = await people.pair();
  await patient.context().route("https://www.wikipedia.org/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>An encyclopedia</title>" }),
  );
  const words = "Nobody at home should see this.";
  await write(patient, words);
  await goTo(patient, "Settings");
  await goTo(patient, "Letters");
  await patient.getByRole("button", { name: "Exit" }).click();
  await expect(patient).toHaveTitle("An encyclopedia");

  for (let steps = 0; steps < 2; steps += 1) {
    await patient.goBack({ waitUntil: "commit" }).catch(() => undefined);
    await expect(patient).toHaveTitle("An encyclopedia");
  }

  // Whoever knows the address finds everything as it was.
  await patient.goto(relay.patientOrigin);
  await expect(patient.getByText(words)).toBeVisible();
});
