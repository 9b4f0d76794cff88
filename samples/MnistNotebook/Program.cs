using System.CommandLine;
using System.CommandLine.Invocation;
using MnistNotebook;
using Spectre.Console;
using Trimtab;

// The seed notebook, whole: dotnet run -c Release --project samples/MnistNotebook -- --help
Console.SetOut(new StandardOutput(Console.Out));
var settings = new CommandLine();
var root = new RootCommand(
    "Tunes a small convolutional net on handwritten digits: a baseline, then a cross-validated search of seven hyperparameters, and a "
    + "report to keep.");
settings.AddTo(root);
root.SetAction(async (flags, cancellationToken) =>
{
    var console = AnsiConsole.Console;
    if (!console.Profile.Out.IsTerminal)
    {
        console.Profile.Width = 120;
    }

    var notebook = new Notebook(settings.Read(flags), console);
    try
    {
        return await notebook.RunAsync(cancellationToken).ConfigureAwait(false);
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        console.MarkupLineInterpolated($"[yellow]{notebook.WhereItStands()}[/]");
        return Termination.ExitCode;
    }
    catch (Exception error) when (error is TrimtabException or IOException or UnauthorizedAccessException)
    {
        console.MarkupLineInterpolated($"[red]{error.Message}[/]");
        return 1;
    }
});
var parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction wrong)
{
    wrong.ShowHelp = false; // it would push the errors off the view
}

using var termination = new Termination(AnsiConsole.Console);
int exitCode = await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null }, termination.Token).ConfigureAwait(false);
return parsed.Action is ParseErrorAction ? 2 : exitCode;
