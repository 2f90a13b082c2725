-- Admission of one attempt at a message.
-- KEYS[1] string: nonce → digest of the body it first came with
-- KEYS[2] string: the reply already given to this message
-- KEYS[3] string: the claim, token of the attempt at work
-- KEYS[4] hash:   the sender
-- ARGV    digest, token, life of the claim in ms, life of the nonce in s
-- Answers {verdict, reply, fields and values of the sender}.
local seen = redis.call('GET', KEYS[1])
if seen and seen ~= ARGV[1] then return {'forged', '', {}} end
if not seen then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[4]) end

local reply = redis.call('GET', KEYS[2])
if reply then return {'answered', reply, {}} end

local holder = redis.call('GET', KEYS[3])
if holder and holder ~= ARGV[2] then return {'busy', '', {}} end
redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
return {'yours', '', redis.call('HGETALL', KEYS[4])}
