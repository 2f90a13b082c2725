-- Admission of one attempt at a message; begins with turn.lua.
-- KEYS[1] string: nonce → digest of the body it first came with
-- KEYS[2] string: the reply already given to this message
-- KEYS[3] string: the turn of the sender, message and token of the attempt at work
-- KEYS[4] hash:   the line, the sender's messages that wait for their turn
-- KEYS[5] hash:   the sender
-- KEYS[6] hash:   the region
-- KEYS[7] hash:   words kept for the sender's next message
-- KEYS[8] string: how often this message came again
-- KEYS[9] list:   evidence of the sender that waits for its item
-- ARGV    digest, life of the nonce in s, message, token, order of the message, life of the turn
--         in ms, life of the count in s
-- Answers {verdict, reply, attempt, revisions, fields and values of the sender, fields and values
-- of the words kept, evidence that waits}; attempt is 0 when this attempt has asked before. The
-- revisions are those of storage/revisions.py, in its order.

-- A turn means nothing after a crash, and the nonce is written for good together with the reply.
-- So admission leaves no trace in the append-only file, and no message waits for the disk twice.
redis.replicate_commands()
redis.set_repl(redis.REPL_NONE)

local seen = redis.call('GET', KEYS[1])
if seen and seen ~= ARGV[1] then return {'forged', '', 0, {}, {}, {}, {}} end

local attempt = 0
local function came_again()
  if seen then return end
  attempt = redis.call('INCR', KEYS[8]) + 1
  redis.call('EXPIRE', KEYS[8], ARGV[7])
end

local reply = redis.call('GET', KEYS[2])
if reply then
  came_again()
  redis.set_repl(redis.REPL_ALL)
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
  return {'answered', reply, attempt, {}, {}, {}, {}}
end
if not seen then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) end

local verdict = take_turn(KEYS[3], KEYS[4], ARGV[3], ARGV[4], ARGV[5], ARGV[6])
if verdict == 'busy' then came_again() elseif not seen then attempt = 1 end
if verdict ~= 'yours' then return {verdict, '', attempt, {}, {}, {}, {}} end
local revisions = redis.call('HMGET', KEYS[6], 'calendar', 'policy', 'import', 'plan')
local sender, kept = redis.call('HGETALL', KEYS[5]), redis.call('HGETALL', KEYS[7])
return {verdict, '', attempt, revisions, sender, kept, redis.call('LRANGE', KEYS[9], 0, -1)}
