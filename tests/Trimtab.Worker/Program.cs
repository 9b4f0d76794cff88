using System.Globalization;
using Trimtab;
using Trimtab.Storages;
using Trimtab.Worker;

// Evaluates trials of a stored study that other processes may evaluate, too, and prints the number of each when it has ended.
// usage: Trimtab.Worker URL SCHEDULE TRIALS [CALL SPINS], with which it is killed in the middle of a call of the storage
int[] numbers = [.. args[2..].Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
try
{
    using var opened = StudyStorage.Open(args[0]);
    using var storage = numbers is [_, var call, var spins] ? new WatchedStorage(opened, new KilledProcess(call, spins).Count) : opened;
    var study = Study.Open(storage, SharedStudy.Options(Enum.Parse<Schedule>(args[1])));
    await study.OptimizeAsync(
        SharedStudy.Objective,
        options: new()
        {
            UpTo = numbers[0],
            TrialEnded = (_, trial) =>
            {
                Console.Out.WriteLine(trial.Number.ToString(CultureInfo.InvariantCulture));
                Console.Out.Flush();
            },
        }).ConfigureAwait(false);
    return 0;
}
catch (StorageException error)
{
    Console.Error.WriteLine(error.Message);
    return 3;
}
