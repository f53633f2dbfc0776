%% Measures OTP's supervisor: from a kill to the new child, and a mass crash. Prints one line each.
-module(restart).
-behaviour(supervisor).
-export([main/1, init/1, start_child/1, loop/0]).

main(_) ->
    process_flag(trap_exit, true),
    [crash_to_restarted(Siblings) || Siblings <- [1, 1000, 10000, 100000]],
    together(10000),
    halt(0).

init(Children) ->
    Flags = #{strategy => one_for_one, intensity => 1000000000, period => 1},
    Spec = fun(Id) ->
        #{id => Id, start => {?MODULE, start_child, [Id]}, shutdown => brutal_kill}
    end,
    {ok, {Flags, [Spec(Id) || Id <- lists:seq(1, Children)]}}.

%% A bare process, so that nothing but the supervisor's own work is measured.
start_child(Id) ->
    Parent = whereis(bench),
    Pid = proc_lib:spawn_link(?MODULE, loop, []),
    Parent ! {started, Id, Pid},
    {ok, Pid}.

loop() -> receive stop -> ok end.

start(Children) ->
    catch register(bench, self()),
    {ok, Supervisor} = supervisor:start_link(?MODULE, Children),
    Pids = maps:from_list([receive {started, Id, Pid} -> {Id, Pid} end
                           || Id <- lists:seq(1, Children)]),
    {Supervisor, Pids}.

stop(Supervisor) ->
    exit(Supervisor, kill),
    receive {'EXIT', Supervisor, _} -> ok end.

crash_to_restarted(Children) ->
    {Supervisor, Pids} = start(Children),
    Rounds = max(50, min(2000, 2000000 div Children)),
    Id = (Children + 1) div 2,
    {_, Times} = lists:foldl(fun(_, {Pid, Sofar}) ->
        Begin = erlang:monotonic_time(nanosecond),
        exit(Pid, kill),
        Next = receive {started, Id, New} -> New end,
        {Next, [erlang:monotonic_time(nanosecond) - Begin | Sofar]}
    end, {maps:get(Id, Pids), []}, lists:seq(1, Rounds)),
    io:format("restart ~p ~p~n", [Children, median(Times)]),
    stop(Supervisor).

together(Children) ->
    {Supervisor, Pids} = start(Children),
    Begin = erlang:monotonic_time(nanosecond),
    maps:foreach(fun(_, Pid) -> exit(Pid, kill) end, Pids),
    [receive {started, _, _} -> ok end || _ <- lists:seq(1, Children)],
    io:format("together ~p ~p~n", [Children, erlang:monotonic_time(nanosecond) - Begin]),
    stop(Supervisor).

median(List) -> lists:nth(length(List) div 2 + 1, lists:sort(List)).
