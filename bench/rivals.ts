/** `npm run bench:rivals`: installs what the list is measured beside. */
import { installRivals } from './beside/rivals.ts'

if (!installRivals()) process.exitCode = 1
