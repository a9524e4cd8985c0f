import type { Shown } from '../../../platform/module.ts'
import { Page } from '../../../platform/ui/page.tsx'

/** Never drawn: its route makes a file. */
export const FilePage = ({ frame }: Shown<object>) => <Page frame={frame} title="A file" />
