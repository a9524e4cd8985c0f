import type { Shown } from '../module.ts'
import { Page } from './page.tsx'

/** Never drawn: its route makes a file. */
export const FilePage = ({ frame }: Shown<object>) => <Page frame={frame} title="A file" />
