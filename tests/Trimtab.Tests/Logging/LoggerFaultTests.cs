using Microsoft.Extensions.Logging;
using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Tests.ModelSelection;

namespace Trimtab.Tests.Logging;

/// <summary>A logger that throws fails no trial, no fit and no file; it is a warning, once.</summary>
public class LoggerFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Places => ["CreateLogger", "IsEnabled", "Log", "BeginScope", "Dispose"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task AStudy_GoesOnAndReportsItOnce(string place)
    {
        var (silent, study) = (Study(null), Study(new Broken(place)));

        foreach (var one in new[] { silent, study })
        {
            await one.OptimizeAsync(
                trial => trial.Number == 1 ? throw new InvalidOperationException("broken") : trial.SuggestFloat("x", 0, 1),
                6,
                new() { Workers = 4, Retries = 1 },
                Token);
        }

        Assert.Equal(silent.Trials.Select(trial => $"{trial}"), study.Trials.Select(trial => $"{trial}"));
        Assert.Equal([$"The logger threw NotSupportedException: {place} Results do not depend on it."], study.Warnings);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void ASearch_GoesOnAndReportsItOnce(string place)
    {
        foreach (var search in new CandidateSearch[]
        {
            new GridSearchCV(new Stepping(), new() { ["rate"] = [0.1, 0.2] }) { Pruner = new MedianPruner() },
            new StudySearchCV(new Stepping(), new() { ["rate"] = new FloatDistribution(0, 1) }, 5) { Sampler = new RandomSampler() },
        })
        {
            var silent = (search with { Cv = 3, Ledger = new() }).Fit(GridSearchOracleTests.Data, Token);

            var result = (search with { Cv = 3, Ledger = new(), LoggerFactory = new Broken(place) }).Fit(GridSearchOracleTests.Data, Token);

            Assert.Equal(silent.CvResults.ToJson(withTimes: false), result.CvResults.ToJson(withTimes: false));
            Assert.Equal([$"The logger threw NotSupportedException: {place} Results do not depend on it."], result.Warnings);
        }
    }

    /// <summary>Only the last event of all.</summary>
    [Fact]
    public void ALoggerThatThrowsAtTheEnd_IsReportedToo()
    {
        var search = new GridSearchCV(new Stepping(), new() { ["rate"] = [0.1] })
        {
            Cv = 3,
            LoggerFactory = new Broken("Log") { Event = "SearchFinished" },
        };

        Assert.Single(search.Fit(GridSearchOracleTests.Data, Token).Warnings);
    }

    [Theory]
    [InlineData("CreateLogger")]
    [InlineData("IsEnabled")]
    [InlineData("Log")]
    public void ALedger_KeepsItsCellsAndReportsItOnce(string place)
    {
        var ledger = new Ledger { LoggerFactory = new Broken(place) };

        new GridSearchCV(new Stepping(), new() { ["rate"] = [0.1] }) { Cv = 3, Ledger = ledger }.Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal(3, ledger.Count);
        Assert.Equal([$"The logger threw NotSupportedException: {place} Results do not depend on it."], ledger.Warnings);
    }

    /// <summary>Several providers behind one logger: that one of them throws does not silence the others.</summary>
    [Fact]
    public async Task ALoggerThatThrewOnce_IsCalledAgain()
    {
        var loggers = new Broken("Log") { Event = "StudyStarted" };
        var study = Study(loggers);

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token);

        Assert.Contains("StudyFinished", loggers.Logged);
        Assert.Single(study.Warnings);
    }

    private static Study Study(ILoggerFactory? loggers) =>
        new(new() { Sampler = new RandomSampler(), Concurrency = 4, LoggerFactory = loggers });

    /// <summary>Throws in one of its members.</summary>
    private sealed class Broken(string place) : ILoggerFactory, ILogger
    {
        private readonly Lock _gate = new();
        private readonly List<string> _logged = [];

        /// <summary>The event at which <c>Log</c> throws; at any if null.</summary>
        public string? Event { get; init; }

        public IReadOnlyList<string> Logged => _logged;

        public ILogger CreateLogger(string categoryName) => Try<ILogger>("CreateLogger", this);

        public bool IsEnabled(LogLevel logLevel) => Try("IsEnabled", true);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => Try("BeginScope", new Scope(this));

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_gate)
            {
                _logged.Add(eventId.Name!);
            }

            if (Event is null || Event == eventId.Name)
            {
                Try("Log", true);
            }
        }

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        private T Try<T>(string here, T value) => here == place ? throw new NotSupportedException(here) : value;

        private sealed class Scope(Broken logger) : IDisposable
        {
            public void Dispose() => logger.Try("Dispose", true);
        }
    }
}
