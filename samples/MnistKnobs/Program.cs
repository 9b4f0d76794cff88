using System.CommandLine;
using MnistKnobs;
using Spectre.Console;
using Trimtab;

// The seed notebook, whole: dotnet run -c Release --project samples/MnistKnobs -- --help
var settings = new CommandLine();
var root = new RootCommand("Tunes a small convolutional net on handwritten digits: a baseline, then a cross-validated search of seven knobs, and a report to keep.");
settings.AddTo(root);
root.SetAction(async (parsed, cancellationToken) =>
{
    var console = AnsiConsole.Console;
    if (!console.Profile.Out.IsTerminal)
    {
        console.Profile.Width = 120;
    }

    try
    {
        return await new Notebook(settings.Read(parsed), console).RunAsync(cancellationToken).ConfigureAwait(false);
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        console.MarkupLine("[yellow]Stopped. What was done is in the output folder.[/]");
        return 130;
    }
    catch (Exception error) when (error is TrimtabException or IOException or UnauthorizedAccessException)
    {
        console.MarkupLineInterpolated($"[red]{error.Message}[/]");
        return 1;
    }
});
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }).ConfigureAwait(false);
