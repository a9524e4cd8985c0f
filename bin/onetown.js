#!/usr/bin/env node
import { run } from './bootstrap.js'

const [command, ...rest] = process.argv.slice(2)
if (command === 'start' && !rest.includes('--help')) await run('src/main.ts', rest)
else await run('src/commands.ts', process.argv.slice(2))
