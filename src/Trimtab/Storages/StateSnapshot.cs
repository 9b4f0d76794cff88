namespace Trimtab.Storages;

/// <summary>A <see cref="StorageState"/> as bytes.</summary>
internal static class StateSnapshot
{
    /// <summary>Writes studies, also those that were deleted and have trials, and all trials.</summary>
    public static void Write(SnapshotWriter writer, StorageState state)
    {
        var studies = state.AllStudies;
        var places = new Dictionary<StudyRecord, int>(ReferenceEqualityComparer.Instance);
        writer.Whole(state.NextStudy);
        writer.Whole(studies.Count);
        foreach (var study in studies)
        {
            places.Add(study, places.Count);
            writer.Whole(study.Id);
            writer.Whole(state.Study(study.Id) == study ? 1 : 0);
            writer.Text(study.Name);
            writer.Whole(study.Directions.Count);
            foreach (var direction in study.Directions)
            {
                writer.Whole((int)direction);
            }

            writer.Map(study.Attributes(AttributeKind.User), writer.Text, writer.Text);
            writer.Map(study.Attributes(AttributeKind.System), writer.Text, writer.Text);
        }

        writer.Whole(state.Trials.Count);
        foreach (var trial in state.Trials)
        {
            writer.Whole(places[trial.Owner]);
            Write(writer, trial.Snapshot());
        }
    }

    /// <summary>The state that was written.</summary>
    public static StorageState Read(SnapshotReader reader)
    {
        var state = new StorageState { NextStudy = reader.Whole() };
        var studies = new StudyRecord[reader.Count()];
        for (int i = 0; i < studies.Length; i++)
        {
            long id = reader.Whole();
            bool isLive = reader.Whole() == 1;
            string name = reader.Text();
            var directions = new Direction[reader.Count()];
            for (int objective = 0; objective < directions.Length; objective++)
            {
                directions[objective] = (Direction)reader.Whole();
            }

            studies[i] = state.Restore(id, name, directions, isLive);
            Fill(studies[i].Attributes(AttributeKind.User), reader);
            Fill(studies[i].Attributes(AttributeKind.System), reader);
        }

        int trials = reader.Count();
        state.Expect(trials);
        for (int id = 0; id < trials; id++)
        {
            var study = studies[reader.Whole()];
            state.Restore(study, ReadTrial(reader, id, study.Trials.Count));
        }

        return state;
    }

    private static void Fill(OrderedDictionary<string, string> attributes, SnapshotReader reader)
    {
        foreach (var (name, json) in Texts(reader))
        {
            attributes[name] = json;
        }
    }

    private static void Write(SnapshotWriter writer, StoredTrial trial)
    {
        writer.Whole((int)trial.State);
        writer.Whole(trial.Values is null ? 0 : 1);
        if (trial.Values is { } values)
        {
            writer.Whole(values.Count);
            foreach (double value in values)
            {
                writer.Real(value);
            }
        }

        writer.Time(trial.Started);
        writer.Time(trial.Completed);
        writer.Map(trial.Parameters, writer.Text, parameter =>
        {
            writer.Real(parameter.Value);
            writer.Text(parameter.Distribution);
        });
        writer.Map(trial.IntermediateValues, writer.Whole, writer.Real);
        writer.Map(trial.UserAttributes, writer.Text, writer.Text);
        writer.Map(trial.SystemAttributes, writer.Text, writer.Text);
    }

    private static KeyedValues<string, string> Texts(SnapshotReader reader) =>
        reader.Map(static reader => reader.Text(), static reader => reader.Text());

    private static StoredTrial ReadTrial(SnapshotReader reader, long id, int number)
    {
        var state = (TrialState)reader.Whole();
        double[]? values = null;
        if (reader.Whole() == 1)
        {
            values = new double[reader.Count()];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = reader.Real();
            }
        }

        return new()
        {
            Id = id,
            Number = number,
            State = state,
            Values = values,
            Started = reader.Time(),
            Completed = reader.Time(),
            Parameters = reader.Map(
                static reader => reader.Text(), static reader => new StoredParameter(reader.Real(), reader.Text())),
            IntermediateValues = reader.Map(static reader => reader.Whole(), static reader => reader.Real()),
            UserAttributes = Texts(reader),
            SystemAttributes = Texts(reader),
        };
    }
}
