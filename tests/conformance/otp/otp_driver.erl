%% Runs scripts of crashes and calls on real OTP supervisors and writes down what happens.
%%
%% A script is {Number, Tree, Steps}. For each step a line of three fields is written: the result of
%% the call, the starts and stops in their order, and the tree as which_children shows it.
-module(otp_driver).
-behaviour(supervisor).
-export([main/1, init/1, start_worker/2, start_supervisor/2, worker/3]).

-define(PARALLEL, 24).
%% Restarts so close to each other are surely within a window of two seconds.
-define(LONGEST_STRETCH, 1900).

main([Input, Output]) ->
    logger:set_primary_config(level, none),
    {ok, Scripts} = file:consult(Input),
    {ok, File} = file:open(Output, [write]),
    run_all(Scripts, [], File),
    file:close(File),
    halt(0).

run_all([], [], _File) -> ok;
run_all([Script | Rest], Running, File) when length(Running) < ?PARALLEL ->
    {_, Monitor} = spawn_monitor(fun() -> exit({done, run(Script)}) end),
    run_all(Rest, [{Monitor, Script} | Running], File);
run_all(Scripts, Running, File) ->
    receive
        {'DOWN', Monitor, process, _, Outcome} ->
            {value, {_, Script}, Others} = lists:keytake(Monitor, 1, Running),
            case Outcome of
                {done, {ok, Lines}} ->
                    [io:format(File, "~b\t~ts~n", [element(1, Script), Line]) || Line <- Lines],
                    run_all(Scripts, Others, File);
                %% The machine was too slow for the script's windows: once more.
                {done, too_slow} -> run_all([Script | Scripts], Others, File);
                Other ->
                    io:format(standard_error, "script ~p: ~p~n", [element(1, Script), Other]),
                    halt(1)
            end
    end.

%% ---- one script ---------------------------------------------------------------------------------

run({_Number, Tree, Steps}) ->
    process_flag(trap_exit, true),
    Table = ets:new(script, [ordered_set, public]),
    ets:insert(Table, [{root, element(2, Tree)}, {period, element(5, Tree)}]),
    {ok, _} = start_supervisor(Table, Tree),
    First = observe(Table, "ok"),
    steps(Table, Steps, now_ms(), [First]).

steps(Table, [], _Since, Lines) ->
    stop_root(Table),
    {ok, lists:reverse(Lines)};
steps(Table, [{wait, Ms} | Rest], Since, Lines) ->
    case is_too_long(Table, Since) of
        true -> stop_root(Table), too_slow;
        false ->
            timer:sleep(Ms),
            steps(Table, Rest, now_ms(), [observe(Table, "ok") | Lines])
    end;
steps(Table, [Step | Rest], Since, Lines) ->
    Result = step(Table, Step),
    Line = observe(Table, Result),
    case {is_too_long(Table, Since), is_alive(supervisor_of(Table, root(Table)))} of
        {true, _} -> stop_root(Table), too_slow;
        {_, false} -> {ok, lists:reverse([Line | Lines])};
        _ -> steps(Table, Rest, Since, [Line | Lines])
    end.

is_too_long(Table, Since) ->
    ets:lookup_element(Table, period, 2) < 10 andalso now_ms() - Since > ?LONGEST_STRETCH.

now_ms() -> erlang:monotonic_time(millisecond).

root(Table) -> ets:lookup_element(Table, root, 2).

stop_root(Table) ->
    Pid = supervisor_of(Table, root(Table)),
    case is_alive(Pid) of
        true ->
            exit(Pid, shutdown),
            receive {'EXIT', Pid, _} -> ok end;
        false -> ok
    end.

step(Table, {fail, Id, Count}) -> ets:insert(Table, {{fail, Id}, Count}), "ok";
step(Table, {ignore, Id, Count}) -> ets:insert(Table, {{ignore, Id}, Count}), "ok";
step(Table, {burst, Supervisor, Ids}) ->
    Pid = supervisor_of(Table, Supervisor),
    case is_alive(Pid) of
        true ->
            sys:suspend(Pid),
            Results = [ended(worker_of(Table, Id), boom) || Id <- Ids],
            timer:sleep(2),
            sys:resume(Pid),
            lists:join(",", Results);
        false -> "noproc"
    end;
step(Table, {exit, Id, Reason}) -> ended(worker_of(Table, Id), Reason);
step(Table, {start, Supervisor, Spec}) ->
    call(Table, Supervisor, fun(Pid) -> supervisor:start_child(Pid, spec(Table, Spec)) end);
step(Table, {terminate, Supervisor, Id}) ->
    call(Table, Supervisor, fun(Pid) -> supervisor:terminate_child(Pid, Id) end);
step(Table, {restart, Supervisor, Id}) ->
    call(Table, Supervisor, fun(Pid) -> supervisor:restart_child(Pid, Id) end);
step(Table, {delete, Supervisor, Id}) ->
    call(Table, Supervisor, fun(Pid) -> supervisor:delete_child(Pid, Id) end).

ended(Pid, Reason) ->
    case is_alive(Pid) of
        true ->
            Monitor = monitor(process, Pid),
            Pid ! {finish, Reason},
            receive {'DOWN', Monitor, process, Pid, _} -> "ok" end;
        false -> "dead"
    end.

call(Table, Id, Function) ->
    Pid = supervisor_of(Table, Id),
    case is_alive(Pid) of
        true ->
            try Function(Pid) of Result -> name(Result)
            catch exit:_ -> "noproc"
            end;
        false -> "noproc"
    end.

name(ok) -> "ok";
name({ok, undefined}) -> "ignored";
name({ok, Pid}) when is_pid(Pid) -> "ok";
name({error, {already_started, _}}) -> "already_started";
name({error, Reason}) when is_atom(Reason), Reason =/= failed -> atom_to_list(Reason);
name({error, _}) -> "start_failed".

%% ---- what can be seen ---------------------------------------------------------------------------

%% Everything is quiet when nothing changes any more.
observe(Table, Result) ->
    Tree = quiet(Table, undefined, 0),
    Log = [Text || [Text] <- ets:match(Table, {{log, '_'}, '$1'})],
    ets:match_delete(Table, {{log, '_'}, '_'}),
    lists:flatten([Result, "\t", lists:join(" ", Log), "\t", Tree]).

quiet(_Table, {_, Tree}, 4) -> Tree;
quiet(Table, Before, Times) ->
    Now = {ets:info(Table, size), show(Table, root(Table), supervisor_of(Table, root(Table)))},
    case Now of
        Before -> timer:sleep(1), quiet(Table, Now, Times + 1);
        _ -> timer:sleep(1), quiet(Table, Now, 0)
    end.

show(Table, Id, Pid) ->
    try
        Children = supervisor:which_children(Pid),
        Counts = supervisor:count_children(Pid),
        Shown = [show_child(Table, Child) || Child <- Children],
        Numbers = [integer_to_list(proplists:get_value(Key, Counts))
                   || Key <- [specs, active, supervisors, workers]],
        [Id, incarnation(Table, Pid), "[", lists:join(" ", Shown), "#", lists:join(",", Numbers), "]"]
    catch exit:_ -> [Id, "-"]
    end.

show_child(Table, {Id, Pid, supervisor, _}) when is_pid(Pid) -> show(Table, Id, Pid);
show_child(Table, {Id, Pid, worker, _}) when is_pid(Pid) -> [Id, incarnation(Table, Pid)];
show_child(_Table, {Id, restarting, _, _}) -> [Id, "~"];
show_child(_Table, {Id, undefined, _, _}) -> [Id, "-"].

incarnation(Table, Pid) ->
    case ets:lookup(Table, {pid, Pid}) of
        [{_, Number}] -> integer_to_list(Number);
        [] -> "?"
    end.

is_alive(Pid) -> is_pid(Pid) andalso is_process_alive(Pid).

worker_of(Table, Id) -> named(Table, {worker, Id}).
supervisor_of(Table, Id) -> named(Table, {supervisor, Id}).

named(Table, Key) ->
    case ets:lookup(Table, Key) of
        [{_, Pid}] -> Pid;
        [] -> undefined
    end.

%% ---- supervisors and workers --------------------------------------------------------------------

start_supervisor(Table, Tree) -> supervisor:start_link(?MODULE, {Table, Tree}).

init({Table, {supervisor, Id, Strategy, Intensity, Period, AutoShutdown, Children}}) ->
    began(Table, {supervisor, Id}, self()),
    Flags = #{strategy => Strategy, intensity => Intensity, period => Period,
              auto_shutdown => AutoShutdown},
    {ok, {Flags, [spec(Table, Child) || Child <- Children]}}.

spec(Table, {Id, Restart, Significant, worker}) ->
    #{id => Id, restart => Restart, significant => Significant,
      start => {?MODULE, start_worker, [Table, Id]}};
spec(Table, {Id, Restart, Significant, Tree}) ->
    #{id => Id, restart => Restart, significant => Significant, type => supervisor,
      start => {?MODULE, start_supervisor, [Table, Tree]}}.

start_worker(Table, Id) ->
    case {takes(Table, {fail, Id}), takes(Table, {ignore, Id})} of
        {true, _} -> note(Table, ["!", Id]), {error, failed};
        {_, true} -> note(Table, ["?", Id]), ignore;
        _ ->
            note(Table, ["+", Id]),
            proc_lib:start_link(?MODULE, worker, [Table, Id, self()])
    end.

worker(Table, Id, Parent) ->
    process_flag(trap_exit, true),
    began(Table, {worker, Id}, self()),
    proc_lib:init_ack({ok, self()}),
    loop(Table, Id, Parent).

loop(Table, Id, Parent) ->
    receive
        {finish, Reason} -> exit(Reason);
        {'EXIT', Parent, Reason} -> note(Table, ["-", Id]), exit(Reason);
        _ -> loop(Table, Id, Parent)
    end.

began(Table, Name, Pid) ->
    Number = ets:update_counter(Table, {count, Name}, 1, {{count, Name}, 0}),
    ets:insert(Table, [{{pid, Pid}, Number}, {Name, Pid}]).

takes(Table, Key) ->
    case ets:lookup(Table, Key) of
        [{_, Count}] when Count > 0 -> ets:insert(Table, {Key, Count - 1}), true;
        _ -> false
    end.

note(Table, Text) ->
    ets:insert(Table, {{log, erlang:unique_integer([monotonic])}, lists:flatten(Text)}).
