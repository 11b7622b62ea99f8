import { makeStyles } from '@material-ui/core';
import { LogoIcon } from './LogoIcon';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    color: '#ffffff',
    fontSize: 20,
    fontWeight: 600,
    letterSpacing: '-0.02em',
    whiteSpace: 'nowrap',
  },
});

/** The logo with the portal's name. */
export function LogoFull() {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <LogoIcon />
      mysql-ha
    </span>
  );
}
