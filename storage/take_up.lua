-- Takes up a message that was answered before its work was done; begins with turn.lua.
-- KEYS[1] hash:   the late message
-- KEYS[2] string: the turn of the sender
-- KEYS[3] hash:   the line of the sender
-- KEYS[4] hash:   the sender
-- KEYS[5] hash:   the region
-- ARGV    message, token, order of the message, life of the turn in ms
-- Answers {verdict, times it was taken up, revisions (storage/revisions.py), fields and values of the
-- sender}; verdict as in turn.lua, or 'gone'.
redis.replicate_commands()
redis.set_repl(redis.REPL_NONE)

if redis.call('EXISTS', KEYS[1]) == 0 then return {'gone', 0, {}, {}} end
local verdict = take_turn(KEYS[2], KEYS[3], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
if verdict ~= 'yours' then return {verdict, 0, {}, {}} end
-- Counted for good: a message that kills whoever works on it must come to an end.
redis.set_repl(redis.REPL_ALL)
local tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
local revisions = redis.call('HMGET', KEYS[5], 'calendar', 'policy', 'import', 'plan')
return {verdict, tries, revisions, redis.call('HGETALL', KEYS[4])}
