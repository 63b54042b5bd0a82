namespace Latchkey.Server.Faces.Console.Operating.Kit;

/// <summary>The pages of Settings.</summary>
public enum SettingsTab
{
    General,
    Preferences,
    Mail,
    Keys,
    Backup,
    Health,
    Limits,
    About,
}
