import type { FileServerData, ShareData } from '#read/generated/documents';
import { Entity } from './entity.ts';

/** A file server: one machine, a clustered role, or a storage system that speaks SMB. */
export class FileServer extends Entity<FileServerData> {
  get kind(): 'file-server' {
    return 'file-server';
  }
  shares: readonly Share[] = [];
}

/** A share of a file server. */
export class Share extends Entity<ShareData> {
  get kind(): 'share' {
    return 'share';
  }
  declare readonly parent: FileServer;

  get server(): FileServer {
    return this.parent;
  }
}
