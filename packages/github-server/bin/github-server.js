#!/usr/bin/env node
import '../dist/github-server/src/main.js'
