"""An office's templates: checked, published, gone back to, used by a campaign."""
