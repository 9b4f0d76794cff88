using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Threads that the trainings of a search may use.</summary>
public sealed class CoreShareTests
{
    private static readonly Dataset _data = new([1, 2, 3, 4, 5, 6], [1], [1, 2, 1, 2, 1, 2]);

    [Fact]
    public void FewerTrainingsThanWorkers_ShareTheThreads_AndTheRefitHasAll()
    {
        using var both = new Barrier(2);
        var (threads, refit) = (new List<int>(), 0);
        var estimator = new ToyEstimator
        {
            Fitting = (data, context) =>
            {
                if (data.Count == _data.Count)
                {
                    refit = context.Threads;
                    return;
                }

                both.SignalAndWait(TestContext.Current.CancellationToken); // both run
                lock (threads)
                {
                    threads.Add(context.Threads);
                }

                both.SignalAndWait(TestContext.Current.CancellationToken); // none has ended
            },
        };

        new GridSearchCV(estimator, []) { Cv = 2, Workers = 5 }.Fit(_data, TestContext.Current.CancellationToken);

        Assert.Equal([2, 2], threads);
        Assert.Equal(5, refit);
    }

    [Fact]
    public void TrainingsThatAreMoreThanWorkers_HaveOneThreadEach_UntilTheLast()
    {
        var threads = new List<int>();
        var estimator = new ToyEstimator { Fitting = (_, context) => threads.Add(context.Threads) };

        new GridSearchCV(estimator, new() { ["alpha"] = [0.1, 0.2, 0.3] }) { Cv = 2, Workers = 1, Refit = false }
            .Fit(_data, TestContext.Current.CancellationToken);

        Assert.All(threads, count => Assert.Equal(1, count));
        Assert.Equal(1, new FitContext().Threads);
        Assert.Equal(3, new FitContext { Threads = 3 }.Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitContext { Threads = 0 });
    }
}
