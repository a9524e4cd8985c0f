#!/usr/bin/env node
import { run } from './bootstrap.js'

await run('bench/rivals.ts', [], { forDevelopment: true })
