#!/usr/bin/env node
import { run } from './bootstrap.js'

await run('bin/screens.ts', process.argv.slice(2), { forDevelopment: true })
