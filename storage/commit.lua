-- One atomic step of the program.
-- KEYS[1]   stream: the journal          (entry "seq-0": body, digest, hash)
-- KEYS[2]   hash:   head of the journal  (seq, hash)
-- KEYS[3…]  the keys of the change, in the order that ARGV[1] counts them from 1
-- ARGV[1]   JSON {expectations: [[place, field, value]], writes: [[command, place, [args]]],
--                 entries: [[body, digest]], in_memory: bool}; an empty field means the string
--           itself, an empty value means absent
-- Answers {1, seq of the last entry}, or {0, place of the expectation that failed}; then nothing
-- was written.

-- The file keeps what was written, not this script: claims, which are expected here, are never on
-- disk, and a server that loads its file must not ask for them again.
redis.replicate_commands()

local step = cjson.decode(ARGV[1])

for _, expectation in ipairs(step.expectations) do
  local key, field, wanted = KEYS[expectation[1] + 2], expectation[2], expectation[3]
  local found
  if field == '' then found = redis.call('GET', key) else found = redis.call('HGET', key, field) end
  if (found or '') ~= wanted then return {0, expectation[1]} end
end

-- What only looked is not worth a wait for the disk: lately.lua writes it for good soon.
if step.in_memory then redis.set_repl(redis.REPL_NONE) end

for _, write in ipairs(step.writes) do
  redis.call(write[1], KEYS[write[2] + 2], unpack(write[3]))
end

local seq, link = 0, ''
if #step.entries > 0 then
  seq = tonumber(redis.call('HGET', KEYS[2], 'seq') or '0')
  link = redis.call('HGET', KEYS[2], 'hash') or ''
  for _, entry in ipairs(step.entries) do
    seq = seq + 1
    link = redis.sha1hex(link .. ':' .. seq .. ':' .. entry[2])
    redis.call('XADD', KEYS[1], seq .. '-0', 'body', entry[1], 'digest', entry[2], 'hash', link)
  end
  redis.call('HSET', KEYS[2], 'seq', seq, 'hash', link)
end
return {1, seq}
