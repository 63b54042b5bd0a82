using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Core.Operation;

/// <summary>What was looked at, in words, and what to do where it is not good: the same on the console's page and at a terminal.</summary>
internal static class CheckWords
{
    public static string Name(Texts texts, Checked check)
    {
        var said = texts.Operating;
        return check switch
        {
            Checked.Database => said.TheDatabase,
            Checked.Schema => said.Tables,
            Checked.MasterKey => said.MasterKey,
            Checked.Clock => said.Clock,
            Checked.Disk => said.DiskSpace,
            Checked.Https => said.PublicAddress,
            Checked.Reach => said.Reached,
            Checked.WellKnown => said.WellKnownFiles,
            Checked.Mail => said.MailServer,
            Checked.MailWaiting => said.LateMail,
            Checked.Log => texts.Report.SystemLog,
            Checked.Keys => said.OldestKey,
            _ => said.LastBackup,
        };
    }

    /// <summary>Null: it is good.</summary>
    public static string? Next(Texts texts, CheckResult result)
    {
        var said = texts.Operating;
        return result.State == CheckState.Good ? null : result.Check switch
        {
            Checked.Database when result.State == CheckState.Warning => said.DatabaseSlow,
            Checked.Database => null,       // what was found says it
            Checked.Schema => said.TablesDiffer,
            Checked.MasterKey => said.MasterKeyNext,
            Checked.Clock => said.ClockNext,
            Checked.Disk => said.DiskFull,
            Checked.Https => said.NoHttps,
            Checked.Reach => said.NotReached,
            Checked.WellKnown => said.WellKnownNext,
            Checked.Mail when result.State == CheckState.Warning => said.NoMailServer,
            Checked.Mail or Checked.MailWaiting => said.LateMailMeans,
            Checked.Log => said.LogBehind,
            Checked.Keys => said.KeysOld,
            _ => said.BackupOld,
        };
    }
}
