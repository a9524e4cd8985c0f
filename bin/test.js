#!/usr/bin/env node
import { run } from './bootstrap.js'

await run('test/run.ts', process.argv.slice(2), { forDevelopment: true })
