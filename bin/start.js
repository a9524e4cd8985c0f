#!/usr/bin/env node
import { run } from './bootstrap.js'

await run('src/main.ts', process.argv.slice(2))
