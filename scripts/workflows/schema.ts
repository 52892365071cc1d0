import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader'
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/template-schema'
import { TemplateContext, TemplateValidationErrors } from '@actions/workflow-parser/templates/template-context'
import { readTemplate } from '@actions/workflow-parser/templates/template-reader'
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer'
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader'
import { finding, type Finding, type Source } from './sources.ts'

/** The parser's own entry imports these files in a way that only bundlers accept, so they are read here. */
const SCHEMAS = join(import.meta.dirname, '..', '..', 'node_modules', '@actions', 'workflow-parser', 'dist')

function schemaOf(kind: 'action' | 'workflow'): (source: Source) => Finding[] {
  const text = readFileSync(join(SCHEMAS, `${kind}-v1.0.min.json`), 'utf8')
  const schema = TemplateSchema.load(new JSONObjectReader(undefined, text))
  return source => {
    const context = new TemplateContext(new TemplateValidationErrors(), schema, new NoOperationTraceWriter())
    const file = context.getFileId(source.path)
    const reader = new YamlObjectReader(file, source.text)
    for (const { message, range } of reader.errors) context.error(file, message, range)
    if (reader.errors.length === 0) readTemplate(context, `${kind}-root-strict`, reader, file)
    return context.errors
      .getErrors()
      .map(({ rawMessage, range }) => finding(source, range?.start.line ?? 1, rawMessage.split('\n')[0] ?? ''))
  }
}

/** What GitHub itself says against an action.yml. */
export const againstActionSchema = schemaOf('action')
/** What GitHub itself says against a workflow. */
export const againstWorkflowSchema = schemaOf('workflow')
