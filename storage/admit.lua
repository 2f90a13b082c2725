-- Admission of one attempt at a message.
-- KEYS[1] string: nonce → digest of the body it first came with
-- KEYS[2] string: the reply already given to this message
-- KEYS[3] string: the claim, token of the attempt at work
-- KEYS[4] hash:   the sender
-- KEYS[5] hash:   the region
-- ARGV    digest, token, life of the claim in ms, life of the nonce in s
-- Answers {verdict, reply, revision of the working-day table, fields and values of the sender}.

-- A claim means nothing after a crash, and the nonce is written for good together with the reply.
-- So admission leaves no trace in the append-only file, and no message waits for the disk twice.
redis.replicate_commands()
redis.set_repl(redis.REPL_NONE)

local seen = redis.call('GET', KEYS[1])
if seen and seen ~= ARGV[1] then return {'forged', '', '', {}} end

local reply = redis.call('GET', KEYS[2])
if reply then
  redis.set_repl(redis.REPL_ALL)
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[4])
  return {'answered', reply, '', {}}
end
if not seen then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[4]) end

local holder = redis.call('GET', KEYS[3])
if holder and holder ~= ARGV[2] then return {'busy', '', '', {}} end
redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
local calendar = redis.call('HGET', KEYS[5], 'calendar')
return {'yours', '', calendar or '', redis.call('HGETALL', KEYS[4])}
