/** Loaded into the server before anything else (`node --expose-gc --import`): measures what it holds when its parent asks. */
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send?.({ heap: heapUsed, held: heapUsed + external, rss })
})
// It must not keep the server alive.
process.channel?.unref()
