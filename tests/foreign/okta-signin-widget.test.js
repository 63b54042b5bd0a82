// @okta/okta-signin-widget, unmodified, embedded in a page of an app's own origin, in Chromium. Contract §4, §9.1. All generations: okta-signin-widget-generations.test.js.
import { walk } from './widget.js';
import test from 'node:test';

test('a password, after a wrong one', () => walk('second', 'password'));
test('a forgotten password', () => walk('second', 'recovery'));
