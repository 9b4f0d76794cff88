using System.Globalization;
using Trimtab;
using Trimtab.Storages;
using Trimtab.Worker;

// Evaluates trials of a stored study that other processes may evaluate, too, and prints the number of each when it has ended.
// usage: Trimtab.Worker URL SCHEDULE TRIALS
using var storage = StudyStorage.Open(args[0]);
var study = Study.Open(storage, SharedStudy.Options(Enum.Parse<Schedule>(args[1])));
await study.OptimizeAsync(
    SharedStudy.Objective,
    options: new()
    {
        UpTo = int.Parse(args[2], CultureInfo.InvariantCulture),
        TrialEnded = (_, trial) =>
        {
            Console.Out.WriteLine(trial.Number.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
        },
    }).ConfigureAwait(false);
