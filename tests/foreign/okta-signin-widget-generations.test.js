// @okta/okta-signin-widget, unmodified, in each generation and on each way. Contract §4, §9.1.
import { asked, walk, walksOf } from './widget.js';
import test from 'node:test';

for (const generation of asked)
  for (const what of walksOf(generation)) test(`${generation}: ${what}`, () => walk(generation, what));
