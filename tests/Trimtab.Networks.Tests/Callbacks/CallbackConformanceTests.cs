using OwnParts;

namespace Trimtab.Networks.Tests.Callbacks;

/// <summary>Every callback, the sample's included, with settings that act within a few epochs.</summary>
public class CallbackConformanceTests : CallbackConformance
{
    protected override Callback Create(string name) => name switch
    {
        nameof(CsvLogger) => new CsvLogger(Path.Combine(Folder, "log.csv")),
        nameof(EarlyStopping) => new EarlyStopping("loss") { Patience = 1, MinDelta = 0.02, RestoreBestWeights = true, StartFromEpoch = 1 },
        nameof(EpochLogger) => new EpochLogger(TextWriter.Null),
        nameof(LambdaCallback) => new LambdaCallback { EpochBegin = state => state.LearningRate *= 0.9 },
        nameof(LearningRateScheduler) => new LearningRateScheduler((epoch, rate) => epoch < 2 ? rate : rate / 2),
        nameof(ModelCheckpoint) => new ModelCheckpoint(Path.Combine(Folder, "net.safetensors")) { SaveBestOnly = true },
        nameof(ProgressCallback) => new ProgressCallback(new Progress<TrainingProgress>()),
        nameof(ReduceLROnPlateau) => new ReduceLROnPlateau("loss") { Patience = 1, MinDelta = 0.02, Factor = 0.5 },
        nameof(StopAt) => new StopAt(0.5),
        _ => base.Create(name),
    };
}
