#:project ../src/Trimtab.Charts/Trimtab.Charts.csproj
#:property PublishAot=false
using Trimtab;
using Trimtab.Charts;
using Trimtab.Plots;

// A notebook: `dotnet watch run Notebook.cs` runs it again whenever the file is saved; the report is open in a browser (docs/notebook.md).
string report = Path.Combine(args.Length > 0 ? args[0] : Path.GetTempPath(), "report.html");
var study = new Study(new() { Seed = 7 });
await study.OptimizeAsync(trial =>
{
    double x = trial.SuggestFloat("x", -5, 5), y = trial.SuggestFloat("y", -5, 5);
    return Math.Pow(x - 2, 2) + Math.Abs(y);
}, 60);

var html = new HtmlReport("Notebook");
html.KeyFigures(("best value", FormattableString.Invariant($"{study.BestValue:F3}"), $"of {study.Count} trials"));
foreach (string plot in (string[])["optimization_history", "slice", "contour"])
{
    html.Section(plot, section => section.Figure(Plot.Catalog.Create(plot).Draw(study), ""));
}

await html.WriteAsync(report);
Console.WriteLine($"The best parameters are {study.BestParameters!.ToDisplayString()}; the report: {report}");
