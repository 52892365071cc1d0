import { archiveOf } from '../../packages/hcp-terraform-server/tests/archives.ts'

/** What a linked repository's commit is, as the service tells it. */
export const COMMIT = {
  'commit-sha': '1e1c1018d1bbc0b8517d072718e0d87c1a0eda95',
  branch: 'main',
  identifier: 'acme/web'
}

export const FILES = { 'main.tf': 'output "a" {\n  value = 1\n}\n', 'modules/net/net.tf': '# nothing\n' }

export const ARCHIVE = archiveOf(FILES)
