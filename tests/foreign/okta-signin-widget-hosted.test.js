// @okta/okta-signin-widget, unmodified, on the sign-in page of an org, drawn by the org's own template. Contract §4, §8.1; decision 0041.
import { asked, walksOf, walkHosted } from './widget.js';
import test from 'node:test';

for (const generation of asked)
  for (const what of walksOf(generation)) test(`${generation}: ${what}`, () => walkHosted(generation, what));
