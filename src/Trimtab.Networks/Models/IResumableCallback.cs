namespace Trimtab.Networks;

/// <summary>A callback whose state can be saved with that of its training, so that a search can continue the training later.</summary>
/// <remarks>
/// A training with another callback begins anew instead, as one must that writes a file of all its epochs.
/// <code>
/// public sealed class Patience : Callback, IResumableCallback
/// {
///     private int _epochs;
///
///     public override string Key => "patience of 3 epochs";
///
///     public override void OnTrainBegin(TrainingState state) => _epochs = 0;
///
///     public override void OnEpochEnd(TrainingState state, EpochReport report)
///     {
///         if (++_epochs == 3)
///         {
///             state.Stop("three epochs are enough");
///         }
///     }
///
///     public void Save(BinaryWriter writer) => writer.Write(_epochs);
///
///     public void Load(BinaryReader reader) => _epochs = reader.ReadInt32();
/// }
/// </code>
/// </remarks>
public interface IResumableCallback
{
    /// <summary>Writes the state after an epoch; the settings need not be written.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Restores a state; called after <see cref="Callback.OnTrainBegin"/>, before the next epoch.</summary>
    /// <param name="reader">What <see cref="Save"/> wrote, to be read to its end.</param>
    void Load(BinaryReader reader);
}
