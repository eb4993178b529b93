import assert from "node:assert/strict";
import { editDistance, nearestNames, normaliseName } from "./nearest.ts";

Deno.test("editDistance() counts insertions, deletions, replacements and swaps", () => {
  assert.equal(editDistance("", "abc"), 3);
  assert.equal(editDistance("kitten", "sitting"), 3);
  assert.equal(editDistance("regoin", "region"), 1);
  assert.equal(editDistance("😀a", "a"), 1);
});

Deno.test("normaliseName() sees through case, marks and accents", () => {
  assert.equal(normaliseName("Body_Mass (g)"), "body mass g");
  assert.equal(normaliseName("bodyMassG"), "body mass g");
  assert.equal(normaliseName("  Größe "), "große");
  assert.equal(normaliseName("Prénom"), "prenom");
});

Deno.test("nearestNames() puts the most alike first", () => {
  const names = ["PassengerId", "Fare", "Age", "Pclass", "Embarked"];
  assert.deepEqual(nearestNames("passenger id", names), ["PassengerId"]);
  assert.equal(nearestNames("fair", names)[0], "Fare");
  assert.equal(nearestNames("class", names)[0], "Pclass");
  assert.deepEqual(nearestNames("price", ["unit price", "quantity"]), ["unit price"]);
  assert.deepEqual(nearestNames("xyzzy", names), []);
});
