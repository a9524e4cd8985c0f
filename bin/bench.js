#!/usr/bin/env node
import { run } from './bootstrap.js'

await run('bench/run.ts', process.argv.slice(2), { forDevelopment: true })
