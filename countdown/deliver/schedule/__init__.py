"""The regular run of `countdown remind`: a cron line, a systemd timer, a launchd agent or a Windows task."""
