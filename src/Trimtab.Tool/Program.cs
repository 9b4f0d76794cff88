using Trimtab.Tool;
using Trimtab.Tool.Programs.Processes;

if (args is [GuardProcess.Word, var mark])
{
    return GuardProcess.Run(mark, TimeProvider.System);
}

// The `trimtab` command. What it does is in TrimtabTool, which tests run without a process.
using var signals = new ProcessSignals();
using var console = new ProcessConsole();
return await TrimtabTool.RunAsync(args, console.Context(signals.Interruption)).ConfigureAwait(false);
