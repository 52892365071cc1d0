export const id = 843;
export const ids = [843];
export const modules = {

/***/ 843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pack: () => (/* binding */ pack)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/slug/gzip.ts
/** One gzip file (RFC 1952) made of blocks, of which several are compressed at the same time. */



const BLOCK = 256 * 1024;
/** Twice the threads that Node has for it, which a running process can't change: none of them waits for its next block. */
const AT_ONCE = 8;
/** Deflate, no name, no time, fastest, unknown system: the same directory gives the same file on any machine. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);
/** Ends a block so that another can follow it. */
const FLUSH = external_node_zlib_.constants.Z_SYNC_FLUSH;
const deflate = (0,external_node_util_.promisify)(external_node_zlib_.deflateRaw);
class GzipFile {
    /** Of the file, so far. */
    bytes = 0;
    #stream;
    #jobs = [];
    #sent = Promise.resolve();
    #checksum = 0;
    #size = 0;
    /** The file is closed by `close`. */
    constructor(descriptor) {
        // While it writes, a stream gathers what comes next, to write that in one go: waiting for each block would cost more.
        this.#stream = (0,external_node_fs_.createWriteStream)('', { fd: descriptor });
        this.#stream.on('error', () => undefined); // Each write tells its own caller, and all that follow.
        this.#write(HEADER).catch(() => undefined);
    }
    /** Takes a block with so many bytes in it, and gives an empty one for it: a used one, when enough are under way. */
    async exchange(block, length, level) {
        this.#start(block, this.#counted(block, length), level);
        const used = this.#jobs.length > AT_ONCE ? await this.#jobs.shift() : undefined;
        return used ?? Buffer.allocUnsafeSlow(BLOCK);
    }
    async finish(block, length) {
        // Right here: for the only block that most archives have, a thread would take longer to begin than this to end.
        const last = (0,external_node_zlib_.deflateRawSync)(this.#counted(block, length), { level: 1, memLevel: 9 });
        const trailer = Buffer.alloc(8);
        trailer.writeUInt32LE(this.#checksum);
        trailer.writeUInt32LE(this.#size % 2 ** 32, 4);
        await this.#sent;
        await Promise.all([...this.#jobs, this.#write(Buffer.concat([last, trailer]))]);
    }
    /** When nothing uses the file any more; a failure to write it comes here at the latest. */
    async close() {
        await Promise.allSettled([this.#sent, ...this.#jobs]);
        await new Promise(resolve => this.#stream.close(resolve));
        if (this.#stream.errored !== null)
            throw this.#stream.errored;
    }
    #counted(block, length) {
        const data = block.subarray(0, length);
        this.#checksum = (0,external_node_zlib_.crc32)(data, this.#checksum);
        this.#size += length;
        return data;
    }
    #start(block, data, level) {
        // With the room that a block of noise needs, and a flush in its first step, zlib is done in one go.
        const compressed = deflate(data, { level, memLevel: 9, chunkSize: BLOCK + 1024, flush: FLUSH, finishFlush: FLUSH });
        const before = this.#sent;
        const { promise, resolve, reject } = Promise.withResolvers();
        this.#sent = (async () => {
            const bytes = await compressed;
            await before;
            this.#write(bytes).then(() => {
                // Frees the memory now. The garbage collector would let some 80 MB of such buffers gather.
                bytes.buffer.transfer(0);
                resolve(block);
            }, reject);
        })();
        this.#sent.catch(reject);
        promise.catch(() => undefined); // Whoever waits for it gets the error, though maybe later.
        this.#jobs.push(promise);
    }
    #write(bytes) {
        return new Promise((resolve, reject) => {
            this.#stream.write(bytes, error => {
                this.bytes += bytes.length;
                if (error)
                    reject(this.#stream.errored ?? error);
                else
                    resolve();
            });
        });
    }
}

;// CONCATENATED MODULE: ./src/slug/characters.ts
/** Characters, escapes and classes as Go's regular expressions write them: https://pkg.go.dev/regexp/syntax */
/** Go would not compile it. */
class Invalid extends Error {
}
/** A cursor over the text of an expression. */
class Reader {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    get ended() {
        return this.#at >= this.#text.length;
    }
    sees(text) {
        return this.#text.startsWith(text, this.#at);
    }
    take(text) {
        const found = this.sees(text);
        if (found)
            this.#at += text.length;
        return found;
    }
    next() {
        const codePoint = this.#text.codePointAt(this.#at);
        if (codePoint === undefined)
            throw new Invalid('it ends too early');
        const character = String.fromCodePoint(codePoint);
        this.#at += character.length;
        return character;
    }
    /** Reads what a sticky pattern finds right here. */
    match(pattern) {
        pattern.lastIndex = this.#at;
        const found = pattern.exec(this.#text) ?? undefined;
        if (found !== undefined)
            this.#at = pattern.lastIndex;
        return found;
    }
}
const PERL_CLASSES = new Map([
    ['d', /[0-9]/],
    ['s', /[\t\n\f\r ]/],
    ['w', /[0-9A-Za-z_]/]
]);
const POSIX_CLASSES = new Map([
    ['alnum', /[0-9A-Za-z]/],
    ['alpha', /[A-Za-z]/],
    // eslint-disable-next-line no-control-regex -- that is what the class holds
    ['ascii', /[\x00-\x7f]/],
    ['blank', /[\t ]/],
    // eslint-disable-next-line no-control-regex -- that is what the class holds
    ['cntrl', /[\x00-\x1f\x7f]/],
    ['digit', /[0-9]/],
    ['graph', /[!-~]/],
    ['lower', /[a-z]/],
    ['print', /[ -~]/],
    ['punct', /[!-/:-@[-`{-~]/],
    ['space', /[\t\n\v\f\r ]/],
    ['upper', /[A-Z]/],
    ['word', /[0-9A-Za-z_]/],
    ['xdigit', /[0-9A-Fa-f]/]
]);
const CONTROLS = new Map([
    ['a', '\x07'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
    ['v', '\v']
]);
const dot = c => c !== 0x0a;
const word = like(/[0-9A-Za-z_]/);
function equals(character) {
    const expected = character.codePointAt(0);
    return c => c === expected;
}
function like(pattern) {
    return c => c >= 0 && pattern.test(String.fromCodePoint(c));
}
function not(test) {
    return c => !test(c);
}
/** What an escape stands for, after its backslash. */
function readEscape(reader) {
    return readSet(reader) ?? equals(readEscaped(reader));
}
/** What `[...]` stands for, after its first bracket. */
function readClass(reader) {
    const isNegated = reader.take('^');
    const tests = [];
    do
        tests.push(readItem(reader));
    while (!reader.take(']'));
    const any = c => tests.some(test => test(c));
    return isNegated ? not(any) : any;
}
function readItem(reader) {
    const [, isNot, posix] = reader.match(/\[:(\^?)(.*?):\]/sy) ?? [];
    if (posix !== undefined)
        return named(POSIX_CLASSES.get(posix), isNot === '^');
    const isEscape = reader.take('\\');
    const set = isEscape ? readSet(reader) : undefined;
    if (set !== undefined)
        return set;
    const low = isEscape ? readEscaped(reader) : reader.next();
    if (!reader.sees('-') || reader.sees('-]'))
        return equals(low);
    reader.next();
    const high = reader.take('\\') ? readEscaped(reader) : reader.next();
    const [from = 0, to = 0] = [low.codePointAt(0), high.codePointAt(0)];
    if (from > to)
        throw new Invalid('a range ends before it begins');
    return c => c >= from && c <= to;
}
/** `\d`, `\S`, `\pL`, `\p{^Greek}`: an escape that stands for a set of characters. */
function readSet(reader) {
    const [perl] = reader.match(/[dswDSW]/y) ?? [];
    if (perl !== undefined)
        return named(PERL_CLASSES.get(perl.toLowerCase()), perl < 'a');
    const [, p, isNot, long, short] = reader.match(/([pP])(?:\{(\^?)([A-Za-z_]*)\}|([A-Z]))/y) ?? [];
    if (p === undefined)
        return undefined;
    return named(unicodeClass(long ?? short ?? ''), (p === 'P') !== (isNot === '^'));
}
/** Two letters at most name a category, more a script. The pattern matches single characters only. */
function unicodeClass(name) {
    if (name === 'Any')
        return /[^]/;
    try {
        return new RegExp(name.length <= 2 ? `\\p{${name}}` : `\\p{Script=${name}}`, 'u');
    }
    catch {
        return undefined;
    }
}
function named(pattern, isNegated) {
    if (pattern === undefined)
        throw new Invalid('an unknown class');
    return isNegated ? not(like(pattern)) : like(pattern);
}
/** `\n`, `\x41`, `\x{1F600}`, `\101`, `\#`: an escape that stands for one character. */
function readEscaped(reader) {
    const [, long, short, octal] = reader.match(/x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|(0[0-7]{0,2}|[1-7][0-7]{1,2})/y) ?? [];
    const hexadecimal = long ?? short;
    if (hexadecimal !== undefined)
        return fromCode(parseInt(hexadecimal, 16));
    if (octal !== undefined)
        return fromCode(parseInt(octal, 8));
    const character = reader.next();
    const control = CONTROLS.get(character);
    if (control !== undefined)
        return control;
    if (/[0-9A-Za-z]/.test(character) || (character.codePointAt(0) ?? 0) >= 0x80)
        throw new Invalid('an unknown escape');
    return character;
}
function fromCode(code) {
    if (code > 0x10ffff)
        throw new Invalid('no such character');
    return String.fromCodePoint(code);
}

;// CONCATENATED MODULE: ./src/slug/program.ts
/** Expressions as instructions for automaton.ts, which follows many of them at once (Thompson's construction). */

class Program {
    /** Where each expression begins. */
    entries;
    #instructions = [];
    /** Which expression an instruction belongs to. */
    #owners = [];
    constructor(expressions) {
        this.entries = expressions.map((tree, expression) => this.#expression(tree, expression));
    }
    at(address) {
        const instruction = this.#instructions[address];
        if (instruction === undefined)
            throw new RangeError(`no instruction ${address}`);
        return instruction;
    }
    owner(address) {
        return this.#owners[address] ?? -1;
    }
    /** Is this the dot of a closing `.*$`, from which any text matches? */
    isOpenEnd(address) {
        const instruction = this.at(address);
        if (instruction.kind !== 'character' || instruction.test !== dot)
            return false;
        const loop = this.at(instruction.next);
        return loop.kind === 'fork' && loop.branches.includes(address) && loop.branches.some(branch => this.#isEnd(branch));
    }
    #isEnd(address) {
        const instruction = this.at(address);
        return (instruction.kind === 'assertion' && instruction.assertion === 'end' && this.at(instruction.next).kind === 'match');
    }
    #expression(tree, expression) {
        const before = this.#instructions.length;
        const entry = this.#compile(anchored(tree), this.#add({ kind: 'match' }));
        this.#owners.push(...Array.from({ length: this.#instructions.length - before }, () => expression));
        return entry;
    }
    /** Instructions for `node`, and then what is at `next`. */
    #compile(node, next) {
        switch (node.kind) {
            case 'character':
                return this.#add({ kind: 'character', test: node.test, next });
            case 'assertion':
                return this.#add({ kind: 'assertion', assertion: node.assertion, next });
            case 'sequence':
                return node.items.reduceRight((after, item) => this.#compile(item, after), next);
            case 'choice':
                return this.#add({ kind: 'fork', branches: node.items.map(item => this.#compile(item, next)) });
            case 'repeat':
                return this.#repeat(node.item, node.min, node.max, next);
        }
    }
    #repeat(item, min, max, next) {
        let entry = next;
        if (max === Infinity) {
            const branches = [next];
            entry = this.#add({ kind: 'fork', branches });
            branches.push(this.#compile(item, entry));
        }
        else {
            for (let times = min; times < max; times++) {
                entry = this.#add({ kind: 'fork', branches: [next, this.#compile(item, entry)] });
            }
        }
        for (let times = 0; times < min; times++)
            entry = this.#compile(item, entry);
        return entry;
    }
    #add(instruction) {
        return this.#instructions.push(instruction) - 1;
    }
}
/** An expression may match anywhere in a text, unless it begins with the text's beginning. */
function anchored(tree) {
    const first = tree.kind === 'sequence' ? tree.items[0] : undefined;
    if (first?.kind === 'assertion' && first.assertion === 'start')
        return tree;
    const anything = { kind: 'repeat', item: { kind: 'character', test: () => true }, min: 0, max: Infinity };
    return { kind: 'sequence', items: [anything, tree] };
}

;// CONCATENATED MODULE: ./src/slug/automaton.ts
/**
 * Many expressions matched together, in one pass over a text: an automaton that is made deterministic only where texts
 * lead (https://swtch.com/~rsc/regexp/regexp3.html). Time is linear in the text, whatever the expressions.
 */


/** Bounds what is remembered about the texts read. */
const MAX_STATES = 10_000;
class Automaton {
    start;
    #program;
    #states = new Map();
    constructor(expressions) {
        this.#program = new Program(expressions);
        this.start = this.#state(this.#program.entries, 'nothing');
    }
    read(state, text) {
        let current = state;
        for (let at = 0; at < text.length; at++) {
            const codePoint = text.codePointAt(at) ?? 0;
            if (codePoint > 0xffff)
                at++;
            const known = current.after.get(codePoint);
            const next = known ?? this.#step(current, codePoint);
            if (known === undefined)
                current.after.set(codePoint, next);
            current = next;
        }
        return current;
    }
    /** The expressions, as indices in ascending order, that match the text read so far. */
    matches(state) {
        return (state.matches ??= this.#owners(this.#reach(state, undefined).filter(address => this.#program.at(address).kind === 'match')));
    }
    outlook(state) {
        return (state.outlook ??= {
            possible: this.#owners(state.threads),
            certain: this.#owners(this.#reach(state, '/'.codePointAt(0)).filter(address => this.#program.isOpenEnd(address)))
        });
    }
    #step(state, codePoint) {
        const threads = this.#reach(state, codePoint).flatMap(address => {
            const instruction = this.#program.at(address);
            // A match stays one: without a `$`, an expression doesn't mind what follows.
            if (instruction.kind === 'match')
                return [address];
            return instruction.kind === 'character' && instruction.test(codePoint) ? [instruction.next] : [];
        });
        return this.#state(threads, word(codePoint) ? 'word' : 'other');
    }
    /** Where the threads stand before the next character, which is undefined at the end of the text. */
    #reach(state, next) {
        const holds = context(state, next);
        const seen = new Set(state.threads);
        const reached = [];
        for (const address of seen) {
            const instruction = this.#program.at(address);
            if (instruction.kind === 'fork')
                for (const branch of instruction.branches)
                    seen.add(branch);
            else if (instruction.kind !== 'assertion')
                reached.push(address);
            else if (holds[instruction.assertion])
                seen.add(instruction.next);
        }
        return reached;
    }
    #state(addresses, before) {
        const threads = [...new Set(addresses)].sort((a, b) => a - b);
        const key = `${before} ${threads.join(' ')}`;
        const known = this.#states.get(key);
        if (known !== undefined)
            return known;
        if (this.#states.size >= MAX_STATES)
            this.#forget();
        const state = { threads, before, after: new Map() };
        this.#states.set(key, state);
        return state;
    }
    #forget() {
        for (const state of this.#states.values())
            state.after.clear();
        this.#states.clear();
    }
    #owners(addresses) {
        return [...new Set(addresses.map(address => this.#program.owner(address)))].sort((a, b) => a - b);
    }
}
function context(state, next) {
    const isBoundary = (state.before === 'word') !== (next !== undefined && word(next));
    return {
        start: state.before === 'nothing',
        end: next === undefined,
        'word-boundary': isBoundary,
        'no-word-boundary': !isBoundary
    };
}

;// CONCATENATED MODULE: ./src/slug/regex.ts
/**
 * The regular expressions of Go, to which Terraform translates its ignore rules: https://pkg.go.dev/regexp/syntax
 * Only their syntax is read here, automaton.ts runs them. Flags and lazy repetition are left out: an ignore rule
 * can't spell them, because its own `?` means something else.
 */

// The first two are Go's: https://github.com/golang/go/blob/master/src/regexp/syntax/parse.go
const MAX_DEPTH = 1000;
const MAX_REPEAT = 1000;
const MAX_SIZE = 100_000;
const ASSERTIONS = [
    ['^', 'start'],
    ['$', 'end'],
    ['\\A', 'start'],
    ['\\z', 'end'],
    ['\\b', 'word-boundary'],
    ['\\B', 'no-word-boundary']
];
/** The tree of an expression, or undefined where Go would not compile it. */
function parse(expression) {
    const reader = new Reader(unquoted(expression));
    try {
        const tree = readChoice(reader, 0);
        return reader.ended && size(tree) <= MAX_SIZE ? tree : undefined;
    }
    catch (error) {
        if (error instanceof Invalid)
            return undefined;
        throw error;
    }
}
/** `\Q...\E` holds literal text; without `\E` it lasts to the end. */
function unquoted(expression) {
    return expression.replace(/\\(?:Q(.*?)(?:\\E|$)|[^])/gs, (whole, quoted) => quoted === undefined ? whole : quoted.replace(/[!-/:-@[-`{-~]/g, '\\$&'));
}
function readChoice(reader, depth) {
    if (depth > MAX_DEPTH)
        throw new Invalid('too deep');
    const first = readSequence(reader, depth);
    if (!reader.sees('|'))
        return first;
    const items = [first];
    while (reader.take('|'))
        items.push(readSequence(reader, depth));
    return { kind: 'choice', items };
}
function readSequence(reader, depth) {
    const items = [];
    while (!reader.ended && !reader.sees('|') && !reader.sees(')')) {
        if (readRange(reader) !== undefined)
            throw new Invalid('nothing to repeat, or repeated already');
        items.push(readRepeated(reader, depth));
    }
    return { kind: 'sequence', items };
}
function readRepeated(reader, depth) {
    const item = regex_readItem(reader, depth);
    const range = readRange(reader);
    if (range === undefined)
        return item;
    const [min, max] = range;
    const node = { kind: 'repeat', item, min, max };
    if (!repeatsAtMost(node, MAX_REPEAT))
        throw new Invalid('repeated too often');
    return node;
}
function regex_readItem(reader, depth) {
    if (reader.take('(')) {
        const node = readChoice(reader, depth + 1);
        if (!reader.take(')'))
            throw new Invalid('a ( without its )');
        return node;
    }
    const assertion = ASSERTIONS.find(([text]) => reader.take(text));
    if (assertion !== undefined)
        return { kind: 'assertion', assertion: assertion[1] };
    return { kind: 'character', test: readCharacter(reader) };
}
function readCharacter(reader) {
    if (reader.take('['))
        return readClass(reader);
    if (reader.take('\\'))
        return readEscape(reader);
    if (reader.take('.'))
        return dot;
    return equals(reader.next());
}
/** How often; a brace that isn't `{2}`, `{2,}` or `{2,5}` is a literal one. */
function readRange(reader) {
    if (reader.take('*'))
        return [0, Infinity];
    if (reader.take('+'))
        return [1, Infinity];
    if (reader.take('?'))
        return [0, 1];
    if (!reader.sees('{'))
        return undefined;
    const [, least, comma, most] = reader.match(/\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}/y) ?? [];
    if (least === undefined)
        return undefined;
    const min = Number(least);
    const max = comma === undefined ? min : most === undefined ? Infinity : Number(most);
    if (min > MAX_REPEAT || (max > MAX_REPEAT && most !== undefined) || min > max)
        throw new Invalid('a bad count');
    return [min, max];
}
/** Counted repetitions multiply where they are nested; this is what keeps an automaton small. */
function repeatsAtMost(node, limit) {
    switch (node.kind) {
        case 'character':
        case 'assertion':
            return true;
        case 'sequence':
        case 'choice':
            return node.items.every(item => repeatsAtMost(item, limit));
        case 'repeat': {
            const times = node.max === Infinity ? node.min : node.max;
            return times <= limit && repeatsAtMost(node.item, times > 0 ? Math.floor(limit / times) : limit);
        }
    }
}
/** The instructions that program.ts needs for it. */
function size(node) {
    switch (node.kind) {
        case 'character':
        case 'assertion':
            return 1;
        case 'sequence':
        case 'choice':
            return node.items.reduce((sum, item) => sum + size(item), 1);
        case 'repeat':
            return node.max === Infinity ? (node.min + 1) * size(node.item) + 1 : node.max * (size(node.item) + 1);
    }
}

;// CONCATENATED MODULE: ./src/slug/ignore.ts
/**
 * Which paths Terraform leaves out of an upload: its own default rules, then those of .terraformignore, in the words
 * of go-slug. https://developer.hashicorp.com/terraform/cli/cloud/settings#excluding-files-from-upload-with-terraformignore
 */


/** They always come first: a later rule can override them, nothing removes them. */
const DEFAULT_RULES = ['.terraform/', '!.terraform/modules/', '.git/'];
/** Go's unicode.IsSpace, which knows U+0085 and not the byte order mark. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const NEVER = {
    kind: 'sequence',
    items: [
        { kind: 'assertion', assertion: 'start' },
        { kind: 'choice', items: [] }
    ]
};
class Rules {
    /** The lines that are no valid rules. Terraform passes over them without a word. */
    invalid;
    #isNegated;
    #automaton;
    constructor(rules) {
        this.invalid = rules.filter(rule => rule.expression === undefined).map(rule => rule.line);
        this.#isNegated = rules.map(rule => rule.isNegated);
        this.#automaton = new Automaton(rules.map(rule => rule.expression ?? NEVER));
    }
    /** The empty path. */
    get root() {
        return this.#automaton.start;
    }
    /** The path, and `text` behind it. A directory's own path ends in a slash, when it is asked for as a directory. */
    read(path, text) {
        return this.#automaton.read(path, composed(text));
    }
    /** The last rule that matches decides. */
    excludes(path) {
        return this.#isNegated[this.#last(path)] === false;
    }
    /**
     * Is the path excluded with no `!` rule to come? Terraform doesn't look into such a directory, not even for files that
     * no rule matches: `foo/*` alone leaves out foo/a/b, which it doesn't match, and with `!x` behind it no longer does.
     */
    dominates(path) {
        return this.excludes(path) && this.#last(path) > this.#isNegated.lastIndexOf(true);
    }
    /**
     * Can nothing below the directory be anything but excluded? This only saves looking there. Names that hold line ends, which Go's `.` does
     * not match, go with the rest.
     */
    excludesAllBelow(directory) {
        const { possible, certain } = this.#automaton.outlook(directory);
        const decisive = certain.findLast(rule => this.#isNegated[rule] === false);
        return decisive !== undefined && !possible.some(rule => rule > decisive && this.#isNegated[rule] === true);
    }
    #last(path) {
        return this.#automaton.matches(path).at(-1) ?? -1;
    }
}
/** The rules of a .terraformignore, or the default rules alone. */
function parseRules(text) {
    const lines = [...DEFAULT_RULES, ...(text?.split('\n').map(trimmed) ?? [])];
    return new Rules(lines.filter(isRule).map(parseRule));
}
/** A lone `!`, and a line of blanks, crash Terraform 1.11; here they are empty lines. */
function isRule(line) {
    return line !== '' && line !== '!' && !line.startsWith('#');
}
function parseRule(line) {
    const isNegated = line.startsWith('!');
    const pattern = isNegated ? line.slice(1) : line;
    const whole = pattern.endsWith('/') ? `${pattern}**` : pattern;
    const rooted = whole.startsWith('/') ? whole.slice(1) : `**/${whole}`;
    return { line, isNegated, expression: parse(expression(composed(rooted))) };
}
/** Only `*`, `?`, `.` and `$` get a meaning of their own; all else is that of a regular expression. */
function expression(pattern) {
    const translated = pattern.replace(/\*\*\/?|[*?.$]|\\[^]/g, (token, at) => {
        if (token.startsWith('**'))
            return at + token.length === pattern.length ? '.*' : '(.*/)?';
        if (token === '*')
            return '[^/]*';
        if (token === '?')
            return '[^/]';
        return token.startsWith('\\') ? token : `\\${token}`;
    });
    return `^${translated}$`;
}
function trimmed(line) {
    const isSpace = (at) => SPACE.test(line.charAt(at));
    let start = 0;
    let end = line.length;
    while (start < end && isSpace(start))
        start++;
    while (end > start && isSpace(end - 1))
        end--;
    return line.slice(start, end);
}
/** Names and rules match whether composed or decomposed (macOS has both), as since go-slug 0.18.3; Terraform 1.11 differs. */
function composed(text) {
    // eslint-disable-next-line no-control-regex -- ASCII is composed already
    return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFC');
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/slug/refusal.ts
/** Why a directory can't be packed, each in a sentence that names the way out. */

const EXCLUDE = 'or exclude it in .terraformignore';
/** Quoted, because names may hold line ends and worse. */
const quoted = (name) => JSON.stringify(name);
const refusal = (problem, cause) => new errors/* InputError */.dz([`\`directory\`: ${problem}`], { cause });
const missing = (directory, cause) => refusal(`${quoted(directory)} does not exist: check the path, and that a step before this one checks the repository out`, cause);
const noWorkspace = (workspace, cause) => new errors/* InputError */.dz([
    `GITHUB_WORKSPACE is ${quoted(workspace)}, which can't be read (${codeOf(cause)}): it is to name the checkout, out of which no link is followed`
], { cause });
const notADirectory = (directory) => refusal(`${quoted(directory)} is a file: name the directory that holds the configuration`);
const empty = (directory) => refusal(`${quoted(directory)} holds no file to upload: name the directory that holds the configuration`);
const allExcluded = (directory) => refusal(`${quoted(directory)} holds no file to upload that .terraformignore doesn't exclude: end it with a rule that brings the configuration back, such as !*.tf`);
const badName = (name) => refusal(`the name ${quoted(name)} is not valid UTF-8, which an archive can't hold: rename it, ${EXCLUDE}`);
const changed = (name, how, cause) => refusal(`${quoted(name)} ${how} while it was being packed: let what writes it finish first, ${EXCLUDE}`, cause);
const deadLink = (name, text, cause) => refusal(`the link ${quoted(name)} leads out of the directory to ${quoted(text)}, which does not exist: mend the link, ${EXCLUDE}`, cause);
const cyclicLink = (name, target) => refusal(`the link ${quoted(name)} leads to ${quoted(target)}, which contains the link itself: there is no end to copying it. Remove the link, ${EXCLUDE}`);
const confinedLink = (name, target, workspace) => refusal(`the link ${quoted(name)} leads to ${quoted(target)}, outside of the workspace ${quoted(workspace)}: files of the machine are not uploaded. Copy what is needed into the repository, ${EXCLUDE}`);
const specialLink = (name, target) => refusal(`the link ${quoted(name)} leads to ${quoted(target)}, which is neither a file nor a directory: remove the link, ${EXCLUDE}`);
/** What the system said about an entry. */
function unreadable(name, cause) {
    const code = codeOf(cause);
    if (isMissing(cause))
        return changed(name, 'vanished', cause);
    const remedy = code === 'EACCES' || code === 'EPERM' ? 'let the user of this step read it' : 'see to that';
    return refusal(`${quoted(name)} can't be read (${code}): ${remedy}, ${EXCLUDE}`, cause);
}
function reading(name, action) {
    try {
        return action();
    }
    catch (error) {
        throw unreadable(name, error);
    }
}
function codeOf(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
function isMissing(error) {
    return codeOf(error) === 'ENOENT';
}

;// CONCATENATED MODULE: ./src/slug/density.ts
/** Is there nothing to gain from compressing these bytes? Archives, images and ciphertext are as dense as can be. */
const SAMPLES = 4;
const SAMPLE_LENGTH = 256;
/** Of the 256 values of a byte, random bytes show about 162 in a sample, give or take 5; programs 120 at most, text 70. */
const DENSE = 140;
/** Takes its samples from all over, because all of the bytes should be dense. */
function isDense(bytes) {
    const step = Math.floor(bytes.length / SAMPLES);
    if (step < SAMPLE_LENGTH)
        return false;
    for (let start = 0; start + SAMPLE_LENGTH <= bytes.length; start += step) {
        if (distinctValues(bytes, start) < DENSE)
            return false;
    }
    return true;
}
function distinctValues(bytes, start) {
    const seen = new Uint8Array(256);
    let count = 0;
    for (let at = start; at < start + SAMPLE_LENGTH; at++) {
        const value = bytes[at] ?? 0;
        count += 1 - (seen[value] ?? 0);
        seen[value] = 1;
    }
    return count;
}

// EXTERNAL MODULE: ./node_modules/tar/dist/esm/header.js + 2 modules
var esm_header = __webpack_require__(6532);
// EXTERNAL MODULE: ./node_modules/tar/dist/esm/pax.js
var pax = __webpack_require__(750);
;// CONCATENATED MODULE: ./src/slug/paths.ts
/** Arithmetic of paths and of what is known about files: nothing here looks at a disk. */

function isWithin(directory, path, flavor = (external_node_path_default())) {
    const way = flavor.relative(directory, path);
    return way !== '..' && !way.startsWith(`..${flavor.sep}`) && !flavor.isAbsolute(way);
}
/**
 * What a link to something below one of the roots says in the archive: its own text, if that leads to the same place
 * there without leaving the archive on the way; else the way from its place to that one. Terraform keeps the text in
 * any case, and so uploads links that are broken, or that the service refuses ("has external target"): absolute ones,
 * ones through `../name-of-the-root`, and those that an outside directory brings along.
 * Undefined where the link leads elsewhere.
 */
function textInArchive(link, roots, flavor = (external_node_path_default())) {
    const target = flavor.resolve(flavor.dirname(link.path), link.text);
    const root = roots.find(candidate => isWithin(candidate, target, flavor));
    if (root === undefined)
        return undefined;
    const wanted = slashed(flavor.relative(root, target), flavor);
    const place = external_node_path_.posix.dirname(link.name);
    const text = slashed(link.text, flavor);
    const found = external_node_path_.posix.join(place, text).replace(/\/$/, '');
    if (!flavor.isAbsolute(link.text) && found === (wanted || '.'))
        return text;
    return external_node_path_.posix.relative(`/${place}`, `/${wanted}`) || '.';
}
/** The permission bits. Windows has none of its own, where Node makes up 0666 for everything. */
function permissions(mode, isDirectory, platform = process.platform) {
    if (platform === 'win32')
        return isDirectory ? 0o755 : 0o644;
    return mode & 0o777;
}
/** To the nearest second, half a second up, as Go rounds it. */
function wholeSeconds(milliseconds) {
    return new Date(Math.floor(milliseconds / 1000 + 0.5) * 1000);
}
function slashed(path, flavor) {
    return flavor.sep === '/' ? path : path.replaceAll(flavor.sep, '/');
}

;// CONCATENATED MODULE: ./src/slug/header.ts



/** Everything in a tar is a multiple of it. */
const RECORD = 512;
/** What ustar has for a name, with the zero behind it. */
const NAME_LENGTH = 100;
const TYPES = { directory: 'Directory', file: 'File', link: 'SymbolicLink' };
function encodeHeader({ kind, name, stats, text }) {
    const link = text === undefined ? {} : { linkpath: text };
    const size = kind === 'file' ? stats.size : 0;
    const mtime = wholeSeconds(stats.mtimeMs);
    const mode = kind === 'link' ? 0o777 : permissions(stats.mode, kind === 'directory');
    // Header can split a long name in two, but takes long over it, loses the slash of a directory and adds ./ to a file.
    const isLong = Buffer.byteLength(name) >= NAME_LENGTH;
    const path = isLong ? name.replace(/[^ -~]/g, '_').slice(0, NAME_LENGTH - 1) : name;
    const header = new esm_header/* Header */.Y({ ...link, path, type: TYPES[kind], mode, uid: 0, gid: 0, size, mtime });
    const record = Buffer.alloc(RECORD);
    const needsPax = header.encode(record) || isLong;
    return needsPax ? Buffer.concat([new pax/* Pax */.u({ ...link, path: name, size, mtime }).encode(), record]) : record;
}

;// CONCATENATED MODULE: ./src/slug/file.ts
/** A file as it goes into an archive: header, bytes, zeros to fill its last record. */



/** Should a link or a pipe take the place of a file, it is neither followed nor waited for. Windows lacks these flags. */
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
const READ = (O_RDONLY ?? 0) | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);
class OpenFile {
    size;
    #name;
    #descriptor;
    #header;
    constructor(entry) {
        this.#name = entry.name;
        this.#descriptor = reading(entry.name, () => (0,external_node_fs_.openSync)(entry.path, READ));
        const stats = (0,external_node_fs_.fstatSync)(this.#descriptor);
        if (!stats.isFile()) {
            this.close();
            throw changed(entry.name, 'became something else');
        }
        this.size = stats.size;
        this.#header = encodeHeader({ kind: 'file', name: entry.name, stats });
    }
    /** In the archive, with all that belongs to it. */
    get length() {
        return this.#header.length + this.size + this.#padding;
    }
    /** All of it, in a buffer with more room than that; undefined when there are more or less bytes than there were. */
    whole(buffer) {
        const start = this.#header.copy(buffer);
        const end = start + this.size;
        // Asks for a byte too many, to see that there is none.
        let at = start;
        let count;
        do {
            count = this.#read(buffer, at, end + 1);
            at += count;
        } while (count > 0 && at < end);
        return at === end ? buffer.fill(0, end, this.length).subarray(0, this.length) : undefined;
    }
    /** The same in parts, each only until the next one is asked for. */
    *parts(buffer) {
        yield this.#header;
        for (let left = this.size; left > 0;) {
            const count = this.#read(buffer, 0, Math.min(left, buffer.length));
            if (count === 0)
                throw changed(this.#name, 'was cut short');
            yield buffer.subarray(0, count);
            left -= count;
        }
        if ((0,external_node_fs_.fstatSync)(this.#descriptor).size !== this.size)
            throw changed(this.#name, 'grew');
        yield Buffer.alloc(this.#padding);
    }
    close() {
        (0,external_node_fs_.closeSync)(this.#descriptor);
    }
    get #padding() {
        return (RECORD - (this.size % RECORD)) % RECORD;
    }
    #read(buffer, from, to) {
        return reading(this.#name, () => (0,external_node_fs_.readSync)(this.#descriptor, buffer, from, to - from, null));
    }
}

;// CONCATENATED MODULE: ./src/slug/tape.ts
/** Entries, as tar wants them, gathered in blocks for the compressed file. */





/**
 * Small files that compression can't make smaller are gathered in blocks of their own, which are stored as they are:
 * zlib spends four times as long on such bytes as on text. They come a little later in the archive for it. No entry
 * begins in one block and ends in another, but for those that fill several all by themselves.
 */
class Tape {
    #gzip;
    #signal;
    #buffer = Buffer.allocUnsafeSlow(BLOCK);
    #deflated = { block: Buffer.allocUnsafeSlow(BLOCK), length: 0, level: 1 };
    #stored = { block: Buffer.allocUnsafeSlow(BLOCK), length: 0, level: 0 };
    constructor(gzip, signal) {
        this.#gzip = gzip;
        this.#signal = signal;
    }
    /** How many bytes the entry holds. */
    async add(entry) {
        if (entry.kind === 'file')
            return this.#addFile(entry);
        await this.#put(this.#deflated, encodeHeader(entry));
        return 0;
    }
    /** Two records of zeros end an archive. */
    async finish() {
        await this.#send(this.#stored);
        await this.#put(this.#deflated, Buffer.alloc(2 * RECORD));
        await this.#gzip.finish(this.#deflated.block, this.#deflated.length);
    }
    /** A file that is being written to gets a second chance, as long as nothing of it is on the tape. */
    async #addFile(entry) {
        const size = (await this.#tryFile(entry)) ?? (await this.#tryFile(entry));
        if (size === undefined)
            throw changed(entry.name, 'changed its size');
        return size;
    }
    async #tryFile(entry) {
        const file = new OpenFile(entry);
        try {
            if (file.length < this.#buffer.length) {
                const bytes = file.whole(this.#buffer);
                if (bytes === undefined)
                    return undefined;
                await this.#put(isDense(bytes.subarray(RECORD)) ? this.#stored : this.#deflated, bytes);
            }
            else {
                await this.#putParts(file.parts(this.#buffer));
            }
            return file.size;
        }
        finally {
            file.close();
        }
    }
    async #put(lane, bytes) {
        if (lane.length + bytes.length > lane.block.length)
            await this.#send(lane);
        lane.length += bytes.copy(lane.block, lane.length);
    }
    async #putParts(parts) {
        const lane = this.#deflated;
        await this.#send(lane);
        for (const part of parts) {
            for (let at = 0; at < part.length;) {
                if (lane.length === lane.block.length)
                    await this.#send(lane, isDense(lane.block) ? 0 : 1);
                const count = part.copy(lane.block, lane.length, at);
                lane.length += count;
                at += count;
            }
        }
        await this.#send(lane);
    }
    async #send(lane, level = lane.level) {
        this.#signal?.throwIfAborted();
        if (lane.length === 0)
            return;
        lane.block = await this.#gzip.exchange(lane.block, lane.length, level);
        lane.length = 0;
    }
}

;// CONCATENATED MODULE: ./src/slug/walk.ts
/** What of a directory goes into the archive, in the order in which Terraform puts it there. */




const NOTHING = {};
/** Yields undefined for what is left out, so that whoever asks can do something else now and then. */
function* walk(tree) {
    const stack = [walk_open(tree.root, '', tree.rules.root, [])];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
        const item = frame.items[frame.next++];
        if (item === undefined) {
            stack.pop();
            continue;
        }
        const { entry, below } = visit(tree, frame, item);
        if (below !== undefined)
            stack.push(below);
        yield entry;
    }
}
function visit(tree, frame, item) {
    const path = tree.rules.read(frame.path, item.name);
    if (item.isDirectory())
        return visitDirectory(tree, frame, item, path);
    if (tree.rules.excludes(path))
        return NOTHING;
    const name = checked(frame, item);
    if (item.isFile())
        return { entry: { kind: 'file', name, path: frame.source + external_node_path_.sep + item.name } };
    // Terraform passes over sockets, pipes and devices without a word.
    return item.isSymbolicLink() ? visitLink(tree, frame, name, frame.source + external_node_path_.sep + item.name) : NOTHING;
}
/** A directory is matched twice, as `a` and as `a/`. Either can leave it out; what is below is asked for itself. */
function visitDirectory({ rules }, frame, item, path) {
    const inside = rules.read(path, '/');
    const isHidden = rules.excludes(path);
    if (rules.excludesAllBelow(inside) || (!isHidden && rules.dominates(inside)))
        return NOTHING;
    const name = checked(frame, item);
    const source = frame.source + external_node_path_.sep + item.name;
    const below = walk_open(source, `${name}/`, inside, frame.trail);
    if (isHidden || rules.excludes(inside))
        return { below };
    return { below, entry: { kind: 'directory', name: `${name}/`, stats: reading(name, () => (0,external_node_fs_.lstatSync)(source)) } };
}
function visitLink(tree, frame, name, path) {
    const written = reading(name, () => (0,external_node_fs_.readlinkSync)(path));
    const text = textInArchive({ path, name, text: written }, [tree.root, tree.alias]);
    if (text !== undefined)
        return { entry: { kind: 'link', name, text, stats: reading(name, () => (0,external_node_fs_.lstatSync)(path)) } };
    return follow(tree, frame, name, path, written);
}
/** What a link out of the directory leads to takes its place. */
function follow({ rules, confine }, frame, name, path, text) {
    const target = resolved(name, path, text);
    if (confine !== undefined && !isWithin(confine, target))
        throw confinedLink(name, target, confine);
    const stats = reading(name, () => (0,external_node_fs_.statSync)(target));
    if (stats.isFile())
        return { entry: { kind: 'file', name, path: target } };
    if (!stats.isDirectory())
        throw specialLink(name, target);
    const trail = [...frame.trail, (0,external_node_path_.dirname)(path)];
    if (trail.some(place => isWithin(target, place)))
        throw cyclicLink(name, target);
    // Terraform starts again with the rules here: a leading / means the top of the other directory.
    return { below: walk_open(target, `${name}/`, rules.root, trail) };
}
function resolved(name, path, text) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch (error) {
        throw isMissing(error) ? deadLink(name, text, error) : unreadable(name, error);
    }
}
function walk_open(source, prefix, path, trail) {
    const items = reading(prefix || '.', () => (0,external_node_fs_.readdirSync)(source, { withFileTypes: true }));
    return { source, prefix, path, items: sorted(items), next: 0, trail };
}
/** By bytes, where UTF-16 has an order of its own beyond U+D7FF. */
function sorted(items) {
    const compare = items.some(({ name }) => /[\ud800-\udfff]/.test(name)) ? byBytes : byCodeUnits;
    return items.sort((a, b) => compare(a.name, b.name));
}
function byCodeUnits(a, b) {
    return a < b ? -1 : 1;
}
function byBytes(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
/** The name in the archive. What isn't UTF-8 on the disk reads as U+FFFD, which is also a character of its own. */
function checked(frame, item) {
    const name = frame.prefix + item.name;
    if (!item.name.isWellFormed())
        throw badName(name);
    if (item.name.includes('\ufffd')) {
        const expected = Buffer.from(item.name);
        const names = reading(name, () => (0,external_node_fs_.readdirSync)(frame.source, { encoding: 'buffer' }));
        if (!names.some(found => found.equals(expected)))
            throw badName(name);
    }
    return name;
}

;// CONCATENATED MODULE: ./src/slug/pack.ts
/** A directory as the archive that Terraform would upload, made in a file: it is never whole in memory. */








const IGNORE_FILE = '.terraformignore';
const LARGEST = 5;
/** How long to go on without a look at signals and timers. */
const STRETCH_MS = 20;
/** Fails with an InputError that names the path at fault, or with the signal's reason; no archive is left then. */
async function pack(directory, { archive, signal, confine }) {
    signal?.throwIfAborted();
    const root = rootOf(directory);
    const { rules, isDefault, warnings } = readRules(root);
    const limit = confine === undefined ? undefined : workspaceOf(confine);
    const gzip = new GzipFile((0,external_node_fs_.openSync)(archive, 'wx', 0o600));
    try {
        const own = (0,external_node_fs_.realpathSync)(archive);
        const entries = walk({ root, alias: (0,external_node_path_.resolve)(directory), rules, confine: limit });
        const { files, largest } = await write(entries, new Tape(gzip, signal), own, signal);
        if (files === 0)
            throw isDefault ? empty(directory) : allExcluded(directory);
        await gzip.close();
        return { path: archive, bytes: gzip.bytes, files, warnings, largest };
    }
    catch (error) {
        await gzip.close().catch(() => undefined);
        (0,external_node_fs_.rmSync)(archive);
        throw error;
    }
}
function rootOf(directory) {
    const root = pack_resolved(directory);
    if (!(0,external_node_fs_.statSync)(root).isDirectory())
        throw notADirectory(directory);
    return root;
}
function pack_resolved(directory) {
    try {
        return (0,external_node_fs_.realpathSync)(directory);
    }
    catch (error) {
        throw isMissing(error) ? missing(directory, error) : unreadable(directory, error);
    }
}
function workspaceOf(confine) {
    try {
        return (0,external_node_fs_.realpathSync)(confine);
    }
    catch (error) {
        throw noWorkspace(confine, error);
    }
}
/** Only the file at the root counts. */
function readRules(root) {
    const { text, problem } = readIgnoreFile((0,external_node_path_.join)(root, IGNORE_FILE));
    const rules = parseRules(text);
    const warnings = rules.invalid.map(line => `${IGNORE_FILE}: ${JSON.stringify(line)} is no valid rule and has no effect`);
    if (problem !== undefined)
        warnings.push(`${IGNORE_FILE} can't be read (${problem}): only Terraform's default rules apply`);
    return { rules, isDefault: text === undefined, warnings };
}
/** Terraform warns too, and goes on. */
function readIgnoreFile(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isFile() ? { text: (0,external_node_fs_.readFileSync)(path, 'utf8') } : { problem: 'not a file' };
    }
    catch (error) {
        return isMissing(error) ? {} : { problem: codeOf(error) };
    }
}
async function write(entries, tape, own, signal) {
    const largest = [];
    let files = 0;
    let rested = Date.now();
    for (const entry of entries) {
        if (Date.now() - rested > STRETCH_MS) {
            await (0,promises_.setImmediate)();
            rested = Date.now();
        }
        signal?.throwIfAborted();
        if (entry === undefined || (entry.kind === 'file' && entry.path === own))
            continue;
        const bytes = await tape.add(entry);
        if (entry.kind !== 'directory' && entry.name !== IGNORE_FILE)
            files++;
        if (entry.kind === 'file')
            note(largest, { name: entry.name, bytes });
    }
    await tape.finish();
    return { files, largest };
}
function note(largest, file) {
    if (largest.length >= LARGEST && file.bytes <= (largest.at(-1)?.bytes ?? 0))
        return;
    largest.push(file);
    largest.sort((a, b) => b.bytes - a.bytes);
    largest.splice(LARGEST);
}


/***/ })

};
