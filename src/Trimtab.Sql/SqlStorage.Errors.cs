using System.Data;
using System.Data.Common;

namespace Trimtab.Sql;

/// <content>What errors of the database mean.</content>
public abstract partial class SqlStorage
{
    /// <summary>An error of the database as a message: the database, what came, what to do.</summary>
    private protected virtual string Explain(DbException error) =>
        $"A database must answer, and have room on its disk for what is written. {Location} does not: {error.Message} "
        + "When it does, go on or open the study again: all that was written before is kept, and nothing of this step.";

    /// <summary>Whether an error says that the database can only be read.</summary>
    private protected virtual bool IsReadOnly(DbException error) => false;

    /// <summary>Runs a step on the database, and says what its errors mean.</summary>
    private T Explained<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (DbException error)
        {
            throw new StorageException(Explain(error), error);
        }
        catch (Exception error) when (error is DataException or FormatException or InvalidCastException or OverflowException)
        {
            throw new TrimtabException($"A database must hold what Optuna writes. It has another value: {error.Message}", error);
        }
    }
}
