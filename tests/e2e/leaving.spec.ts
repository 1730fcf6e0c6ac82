import { write } from "./support/letters.ts";
import { expect, test } from "./support/test.ts";

test("Exit leaves at once for a page that says nothing, and one step back does not show the letters", async ({ people }) => {
  const { patient } = await people.pair();
  await patient.context().route("https://www.wikipedia.org/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>An encyclopedia</title>" }),
  );
  await write(patient, "Nobody at home should see this.");
  await patient.getByRole("button", { name: "Exit" }).click();
  await expect(patient).toHaveTitle("An encyclopedia");
  await patient.goBack();
  await expect(patient.getByText("Nobody at home should see this.")).toHaveCount(0);
});
