namespace Trimtab.Networks;

/// <summary>
/// Base class of callbacks: methods called at the beginning and end of a training, its epochs and its steps. Override those needed.
/// </summary>
/// <remarks>
/// Calls are made in order on the training thread. An instance holds the state of one training and is reset when the next
/// begins; concurrent trainings need instances of their own.
/// <code>
/// var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(2) { Activation = "softmax" } };
/// model.Compile("adam", "categorical_crossentropy", "accuracy");
/// Callback[] callbacks = [new EarlyStopping { Patience = 3 }, new CsvLogger("log.csv")];
/// model.Fit(train, new() { Epochs = 50, ValidationData = test, Callbacks = callbacks });
/// </code>
/// </remarks>
public abstract class Callback
{
    /// <summary>
    /// Everything of this callback that the course of a training depends on, as text; empty for one that a training does not depend on, as
    /// a log. Default: <see langword="null"/>, not known.
    /// </summary>
    /// <remarks>
    /// In a search, candidates that differ in their epochs alone share one training, and a ledger keeps its scores, if no callback has
    /// <see langword="null"/> here. So give a text only where the callback does the same whatever the total number of epochs is, and
    /// changes nothing in <see cref="OnTrainEnd"/>. One that has a state implements <see cref="IResumableCallback"/>, too.
    /// </remarks>
    public virtual string? Key => null;

    /// <summary>
    /// Name of a metric that the callback can't work without, such as <c>val_loss</c>: a search that does not have it is refused before
    /// anything trains. Default: <see langword="null"/>, none.
    /// </summary>
    public virtual string? Monitored => null;

    /// <summary>
    /// Weights, as <see cref="NeuralNetwork.GetWeights"/> gives them, that the net has if the training ends with the last epoch; asked for
    /// after any epoch. Default: <see langword="null"/>, those of that epoch.
    /// </summary>
    /// <remarks>
    /// In a search, a candidate is scored with these weights, and the shared training goes on from its own. Of several callbacks, those of
    /// the last one that has some.
    /// </remarks>
    public virtual IReadOnlyDictionary<string, float[]>? FinalWeights => null;

    /// <summary>Called before the first epoch.</summary>
    public virtual void OnTrainBegin(TrainingState state)
    {
    }

    /// <summary>Called before each epoch; <see cref="TrainingState.Epoch"/> is its number.</summary>
    public virtual void OnEpochBegin(TrainingState state)
    {
    }

    /// <summary>Called after each step (one batch); <see cref="TrainingState.Step"/> is the number of steps done in the epoch.</summary>
    public virtual void OnTrainBatchEnd(TrainingState state)
    {
    }

    /// <summary>Called after each epoch and its validation.</summary>
    public virtual void OnEpochEnd(TrainingState state, EpochReport report)
    {
    }

    /// <summary>Called after the last epoch, also if the training was stopped early; not if it was cancelled or failed.</summary>
    public virtual void OnTrainEnd(TrainingState state)
    {
    }
}
