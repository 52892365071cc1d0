// Imported first by every file here, and in syntax that Node 16 reads: runners other than GitHub's start actions with the Node they find.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 19)) {
  // The main step has said so, and has begun nothing that a post step would have to end.
  const isPost = /-post\.js$/.test(process.argv[1] || '')
  if (!isPost) {
    console.log(
      `::error::This action needs Node 22.19 or later, and the runner started it with ${process.version}. Update the runner, or put a newer Node first on its PATH.`
    )
  }
  process.exit(isPost ? 0 : 1)
}
