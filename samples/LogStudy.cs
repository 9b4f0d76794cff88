#:package Microsoft.Extensions.Logging.Console
#:project ../src/Trimtab/Trimtab.csproj
using Microsoft.Extensions.Logging;
using Trimtab;

// The factory of your host, or one of your own: every provider for Microsoft.Extensions.Logging will do.
using var loggers = LoggerFactory.Create(logging => logging
    .AddSimpleConsole(console => (console.SingleLine, console.IncludeScopes) = (true, true))
    .AddFilter("Trimtab", LogLevel.Information)
    .AddFilter("Trimtab.Study", LogLevel.Debug));
var logger = loggers.CreateLogger("Bowl");

var study = new Study(new StudyOptions { Name = "bowl", Seed = 7, LoggerFactory = loggers });
await study.OptimizeAsync(
    trial =>
    {
        double x = trial.SuggestFloat("x", -2, 2);
        logger.Evaluating(x); // in the scope of its trial
        return x * x;
    },
    trials: 5);
Console.WriteLine(FormattableString.Invariant($"The best value is {study.BestValue}"));

internal static partial class BowlMessages
{
    [LoggerMessage(LogLevel.Information, "Evaluating at {X}")]
    public static partial void Evaluating(this ILogger logger, double x);
}
