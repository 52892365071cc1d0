import './require-node.js'

// Most post steps have nothing to do: the bundle is loaded for those that have. The state is named in src/github/saved.ts.
if (process.env.STATE_run) {
  const { runPost } = await import('../dist/index.js')
  await runPost()
}
