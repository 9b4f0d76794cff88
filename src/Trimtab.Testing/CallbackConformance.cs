using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace Trimtab.Testing;

/// <summary>
/// What every callback must keep: the same training each time, a state that begins anew with each training, and what its
/// <see cref="Callback.Key"/> claims. Derive a test class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(StopAt))]
/// public class MyCallbacks : CallbackConformance;
/// </code>
/// Callbacks are named by their types: public classes that can be created. The training is of a small net on 40 rows, a quarter of them
/// for validation; it has the metrics <c>loss</c>, <c>mae</c>, <c>val_loss</c> and <c>val_mae</c>.
/// </remarks>
public abstract class CallbackConformance : IDisposable
{
    private const int Few = 3, Many = 6; // epochs

    /// <summary>A folder for files of callbacks, deleted with the test.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("callback").FullName;

    /// <summary>A new callback of the type called <paramref name="name"/>, with the same settings at each call.</summary>
    /// <remarks>Override it for one that cannot be made without arguments.</remarks>
    protected virtual Callback Create(string name) => CallbackTypes.Make(GetType(), name, nameof(Create));

    /// <summary>Two trainings, each with a callback of its own, are the same: reports, weights, end.</summary>
    [Theory, EveryCallback]
    public void Training_WithAnotherCallback_IsTheSame(string name) => RequireSame(
        Trained(Create(name), Many),
        Trained(Create(name), Many),
        "Two trainings with callbacks of the same settings must be the same.",
        $"Two trainings with {name}",
        "Decide from the state and the reports alone: no clock, no random draws, nothing static.");

    /// <summary>A callback that was in a training before begins anew in the next one.</summary>
    [Theory, EveryCallback]
    public void Training_WithAUsedCallback_IsThatOfANewOne(string name)
    {
        var used = Create(name);
        _ = Trained(used, Many, seed: 2);

        RequireSame(
            Trained(Create(name), Many),
            Trained(used, Many),
            "A callback must begin anew with each training.",
            $"A training with a new {name} and one with a used one",
            "Set every field that a training changes in OnTrainBegin.");
    }

    /// <summary>Callbacks of the same settings have the same key; a training does not change it.</summary>
    [Theory, EveryCallback]
    public void Key_OfCallbacksOfTheSameSettings_IsTheSame(string name)
    {
        Callback one = Create(name), used = Create(name);
        _ = Trained(used, Few);

        Rule.Require(
            one.Key == used.Key,
            "The key must be made of the settings alone.",
            $"That of a new {name} is '{one.Key}', that of a used one '{used.Key}'.",
            "Leave out of Key what a training changes.");
    }

    /// <summary>A training does not depend on a callback whose key is empty.</summary>
    [Theory, EveryCallback]
    public void Training_WithAnEmptyKey_IsThatWithoutTheCallback(string name)
    {
        var callback = Create(name);
        if (callback.Key?.Length == 0)
        {
            RequireSame(
                Trained(null, Many),
                Trained(callback, Many),
                "A training must not depend on a callback whose Key is empty.",
                $"A training without and with {name}",
                "Change nothing, or give Key the settings that a training depends on.");
        }
    }

    /// <summary>
    /// With a key, a training to a few epochs is the beginning of one to more, so that candidates of a search can share it.
    /// </summary>
    [Theory, EveryCallback]
    public void Training_OnTheWayToMoreEpochs_IsTheShorterOne(string name)
    {
        if (Create(name).Key is null)
        {
            return;
        }

        var shorter = Trained(Create(name), Few);
        using var model = Net();
        var loop = Loop(model, Create(name), Many);
        var history = loop.AdvanceTo(Few, CancellationToken.None);
        loop.ShowFinalWeights();

        RequireSame(
            shorter,
            Outcome(history, model),
            "With a Key, a training that passes an epoch must be there what a training to that epoch is.",
            Invariant($"A training to {Few} epochs with {name}, and one to {Many} after {Few}"),
            "Don't depend on Epochs or LastEpoch, and give the weights that OnTrainEnd would set as FinalWeights.");
    }

    /// <summary>A training that goes on from a saved state is the one that was never interrupted.</summary>
    [Theory, EveryCallback]
    public void Training_ThatGoesOnFromASavedState_IsTheUninterruptedOne(string name)
    {
        if (Create(name) is not IResumableCallback)
        {
            return;
        }

        using var stream = new MemoryStream();
        using (var model = Net())
        {
            var loop = Loop(model, Create(name), Many);
            loop.AdvanceTo(Few, CancellationToken.None);
            using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            loop.Save(writer);
        }

        stream.Position = 0;
        using var again = Net();
        var rest = Loop(again, Create(name), Many);
        using (var reader = new BinaryReader(stream))
        {
            rest.Load(reader);
        }

        var resumed = Outcome(rest.AdvanceTo(Many, CancellationToken.None), again);
        var whole = Trained(Create(name), Many);
        RequireSame(
            whole[^resumed.Count..],
            resumed,
            "A training that goes on from a saved state must be the one that was not interrupted.",
            $"The end of a training with {name}, and that of one that was saved and went on",
            "Write everything that OnTrainBegin sets in Save, and read all of it in Load.");
    }

    /// <summary>A callback that does not work without validation rows says which metric it needs.</summary>
    [Theory, EveryCallback]
    public void Monitored_OfACallbackThatNeedsValidation_NamesTheMetric(string name)
    {
        var callback = Create(name);
        try
        {
            _ = Trained(callback, Few, validationSplit: 0);
        }
        catch (Exception error) when (error is TrimtabException or KeyNotFoundException)
        {
            Rule.Require(
                callback.Monitored?.StartsWith("val_", StringComparison.Ordinal) == true,
                "A callback that does not work without validation rows must say which metric it needs.",
                $"{name} needs '{callback.Monitored}', and a training without validation rows ends with: {error.Message}",
                "Return the metric's name from Monitored.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Deletes <see cref="Folder"/>.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static List<string> Trained(Callback? callback, int epochs, ulong seed = 1, double validationSplit = 0.25)
    {
        using var model = Net();
        return Outcome(Loop(model, callback, epochs, seed, validationSplit).AdvanceTo(epochs, CancellationToken.None), model);
    }

    private static FitLoop Loop(Sequential model, Callback? callback, int epochs, ulong seed = 1, double validationSplit = 0.25)
    {
        var stream = RandomAddress.FromSeed(31).Stream();
        float[] rows = new float[40 * 3];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)stream.NextNormal();
        }

        double[] targets = [.. Enumerable.Range(0, 40).Select(row => Math.Round(rows[row * 3] - (rows[(row * 3) + 1] * rows[row * 3]), 3))];
        var options = new FitOptions
        {
            Epochs = epochs,
            BatchSize = 8,
            ValidationSplit = validationSplit,
            Callbacks = callback is null ? [] : [callback],
            Random = RandomAddress.FromSeed(seed),
        };
        return new(model, new Dataset(rows, [3], targets), options, null);
    }

    private static Sequential Net()
    {
        var model = new Sequential([3]) { new Dense(4) { Activation = "tanh" }, new Dense(1) };
        model.Compile(new Sgd { LearningRate = 0.2 }, "mse", "mae");
        return model;
    }

    /// <summary>Reports, end and weights as lines; the same bits have the same lines.</summary>
    private static List<string> Outcome(TrainingHistory history, Sequential model) =>
    [
        .. history.Epochs.Select(report => Invariant($"epoch {report.Epoch}: ")
            + string.Join(", ", report.Metrics.Select(metric => Invariant($"{metric.Key} {metric.Value:R}")))),
        $"{history.Outcome} {history.Reason}",
        .. model.GetWeights().OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .SelectMany(variable => variable.Value.Select((value, i) => Invariant($"{variable.Key}[{i}] {value:R}"))),
    ];

    private static void RequireSame(List<string> one, List<string> other, string rule, string what, string remedy) =>
        Rule.RequireSame(one, other, rule, what, remedy);
}
